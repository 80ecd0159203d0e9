package io.penstock.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the valid name that somebody probably meant (Damerau-Levenshtein, ignoring case). */
public final class Nearest {
  private Nearest() {}

  /** The closest of the names, if any is close enough to be a slip of the hand. */
  public static Optional<String> of(String found, Collection<String> valid) {
    String lower = found.toLowerCase(Locale.ROOT);
    return valid.stream()
        .min(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))))
        .filter(
            name ->
                distance(lower, name.toLowerCase(Locale.ROOT))
                    <= Math.max(2, Math.max(found.length(), name.length()) / 3));
  }

  /** {@code Did you mean 'x'?}, or the list of what is valid. */
  public static String hint(String found, Collection<String> valid) {
    if (valid.isEmpty()) {
      return "There is none that could be meant.";
    }
    return of(found, valid)
        .map(name -> "Did you mean '" + name + "'?")
        .orElseGet(() -> "Valid are: " + String.join(", ", new TreeSet<>(valid)) + ".");
  }

  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 ? j : j == 0 ? i : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
