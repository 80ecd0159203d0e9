package io.penstock.format.bind;

import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether another delimiter would make more of a header: of a single name that holds several, or of
 * names that all but the first begin with a space.
 */
final class DelimiterGuess {
  private static final String COMMA_AND_SPACE = ", ";
  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|", "^", " ");
  private static final Map<String, String> SPOKEN = Map.of("\t", "TAB", " ", "a space");

  /** A single name may well have a space, hardly three. */
  private static final int WORDS_OF_NO_NAME = 4;

  private final List<ColumnSpec> declared;
  private final String delimiter;
  private final List<String> names;

  private DelimiterGuess(List<ColumnSpec> declared, String delimiter, List<String> names) {
    this.declared = declared;
    this.delimiter = delimiter;
    this.names = names;
  }

  /** The problem with the way out, or nothing where the delimiter may well be right. */
  static Optional<String> of(List<ColumnSpec> declared, FormatSpec.Csv format, List<String> names) {
    DelimiterGuess guess = new DelimiterGuess(declared, format.delimiter(), names);
    return guess.isAsDeclared() ? Optional.empty() : guess.better().map(guess::problem);
  }

  private boolean isAsDeclared() {
    return !declared.isEmpty()
        && declared.stream().allMatch(column -> names.contains(column.fileName()));
  }

  private Optional<String> better() {
    if (names.size() == 1) {
      return declared.isEmpty() ? mostLikely() : fittingMost();
    }
    boolean spaced =
        names.size() > 1 && names.stream().skip(1).allMatch(name -> name.startsWith(" "));
    return spaced && delimiter.equals(",") ? Optional.of(COMMA_AND_SPACE) : Optional.empty();
  }

  private Optional<String> mostLikely() {
    return DELIMITERS.stream()
        .filter(other -> split(other).size() >= (other.equals(" ") ? WORDS_OF_NO_NAME : 2))
        .findFirst();
  }

  private Optional<String> fittingMost() {
    String best = delimiter;
    for (String other : DELIMITERS) {
      best = found(other) > found(best) ? other : best;
    }
    return best.equals(delimiter) ? Optional.empty() : Optional.of(best);
  }

  private long found(String other) {
    return NameMatch.of(declared, split(other)).found();
  }

  private List<String> split(String other) {
    return Arrays.stream(String.join(delimiter, names).split(Pattern.quote(other), -1))
        .map(name -> name.replaceAll("^[\"'`]|[\"'`]$", ""))
        .toList();
  }

  private String problem(String better) {
    return "its header has %d %s with the delimiter %s, but %d with %s; set format.delimiter"
        .formatted(
            names.size(),
            names.size() == 1 ? "column" : "columns",
            spoken(delimiter),
            split(better).size(),
            spoken(better));
  }

  private static String spoken(String delimiter) {
    return SPOKEN.getOrDefault(delimiter, "'" + delimiter + "'");
  }
}
