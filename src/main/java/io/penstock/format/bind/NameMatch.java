package io.penstock.format.bind;

import io.penstock.spec.ColumnSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Finds the declared columns among the names of a file: as written, then in any case, then as words
 * ({@code Order ID} is {@code order_id}); by the name in the file first, then by its own.
 */
final class NameMatch {
  static final int NONE = -1;
  private static final List<Function<String, String>> FORMS =
      List.of(name -> name, name -> name.toLowerCase(Locale.ROOT), ColumnNames::snakeCase);

  private final List<String> names;
  private final int[] sources;
  private final boolean[] claimed;
  private final List<String> problems = new ArrayList<>();

  private NameMatch(List<ColumnSpec> declared, List<String> names) {
    this.names = names;
    this.sources = new int[declared.size()];
    this.claimed = new boolean[names.size()];
    Arrays.fill(sources, NONE);
  }

  static NameMatch of(List<ColumnSpec> declared, List<String> names) {
    NameMatch match = new NameMatch(declared, names);
    List<Function<ColumnSpec, String>> wanted = List.of(ColumnSpec::fileName, ColumnSpec::name);
    for (Function<ColumnSpec, String> want : wanted) {
      for (Function<String, String> form : FORMS) {
        match.claim(declared.stream().map(want).toList(), form);
      }
    }
    return match;
  }

  private void claim(List<String> wanted, Function<String, String> form) {
    for (int column = 0; column < sources.length; column++) {
      if (sources[column] == NONE) {
        claim(column, wanted.get(column), form);
      }
    }
  }

  private void claim(int column, String wanted, Function<String, String> form) {
    String key = form.apply(wanted);
    for (int i = 0; i < names.size() && !key.isEmpty(); i++) {
      if (claimed[i] || !form.apply(names.get(i)).equals(key)) {
        continue;
      }
      if (sources[column] == NONE) {
        sources[column] = i;
        claimed[i] = true;
      } else if (!names.get(i).equals(names.get(sources[column]))) {
        problems.add(
            "both '%s' and '%s' may be the column '%s'; say which with from:"
                .formatted(names.get(sources[column]), names.get(i), wanted));
      }
    }
  }

  /** For each declared column its position in the file, or {@link #NONE}. */
  int[] sources() {
    return sources;
  }

  boolean isClaimed(int index) {
    return claimed[index];
  }

  List<String> problems() {
    return problems;
  }

  long found() {
    return Arrays.stream(sources).filter(source -> source != NONE).count();
  }
}
