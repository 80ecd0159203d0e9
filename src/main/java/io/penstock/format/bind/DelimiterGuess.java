package io.penstock.format.bind;

import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Whether another delimiter would make more of a header: of a single name that holds several, or of
 * names that all but the first begin with a space. Where records are known they have to bear it
 * out, for a name may have a comma or a space of its own.
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
  private final List<List<String>> records;

  private DelimiterGuess(
      List<ColumnSpec> declared, String delimiter, List<String> names, List<List<String>> records) {
    this.declared = declared;
    this.delimiter = delimiter;
    this.names = names;
    this.records = records;
  }

  /**
   * The problem with the way out, or nothing where the delimiter may well be right.
   *
   * @param records some that were read with the delimiter; empty: none is known
   */
  static Optional<String> of(
      List<ColumnSpec> declared,
      FormatSpec.Csv format,
      List<String> names,
      List<List<String>> records) {
    DelimiterGuess guess = new DelimiterGuess(declared, format.delimiter(), names, records);
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
    return spaced && delimiter.equals(",") && mostly(DelimiterGuess::isSpaced)
        ? Optional.of(COMMA_AND_SPACE)
        : Optional.empty();
  }

  private static boolean isSpaced(List<String> values) {
    return values.stream()
        .skip(1)
        .allMatch(value -> value == null || value.isEmpty() || value.startsWith(" "));
  }

  /** Whether so are more records than not, if there are any. */
  private boolean mostly(Predicate<List<String>> holds) {
    return 2 * records.stream().filter(holds).count() >= records.size();
  }

  private Optional<String> mostLikely() {
    return DELIMITERS.stream()
        .filter(other -> !other.equals(delimiter))
        .filter(other -> split(other).size() >= (other.equals(" ") ? WORDS_OF_NO_NAME : 2))
        .filter(other -> mostly(values -> fields(values, other) == split(other).size()))
        .findFirst();
  }

  private static int fields(List<String> single, String other) {
    String text = single.get(0);
    return text == null ? 0 : text.split(Pattern.quote(other), -1).length;
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
    if (better.equals(COMMA_AND_SPACE)) {
      return "its header has a space behind each ','; set format.delimiter to ', ' if the records"
          + " have it too, or name the columns with it, as in from: '"
          + names.get(1)
          + "'";
    }
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
