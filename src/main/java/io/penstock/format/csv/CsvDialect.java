package io.penstock.format.csv;

import io.penstock.spec.CsvRows;
import io.penstock.spec.FormatSpec;
import java.util.List;

/**
 * The characters that give a delimited file its structure, ready for comparison.
 *
 * @param quote 0: nothing is quoted
 * @param escape 0: nothing makes a quote literal, or a delimiter where nothing is quoted
 */
record CsvDialect(String delimiter, char quote, char escape, List<String> nulls, CsvRows rows) {
  private static final char NONE = 0;

  static CsvDialect of(FormatSpec.Csv format) {
    if (format.delimiter().isEmpty()) {
      throw CsvErrors.noDelimiter();
    }
    return new CsvDialect(
        format.delimiter(),
        one("quote", format.quote()),
        one("escape", format.escape()),
        format.texts().nulls(),
        format.rows());
  }

  private static char one(String what, String text) {
    if (text.length() > 1) {
      throw CsvErrors.notOneCharacter(what, text);
    }
    return text.isEmpty() ? NONE : text.charAt(0);
  }

  /** The same for a header, where the null value is a name like any other. */
  CsvDialect withoutNull() {
    return new CsvDialect(
        delimiter,
        quote,
        escape,
        List.of(),
        new CsvRows(rows.comment(), rows.skipFooter(), false, false));
  }

  boolean quotes() {
    return quote != NONE;
  }

  boolean escapes() {
    return escape != NONE;
  }

  /** Whether an escape takes its meaning from the sign behind it wherever it stands. */
  boolean escapesAnywhere() {
    return escapes() && !quotes();
  }

  /**
   * Whether a line is none of a record, if none has begun before it. A blank line of a file of one
   * column is its empty field.
   */
  boolean isNoRecord(String line, int width) {
    return line.isEmpty()
        ? width != 1
        : !rows.comment().isEmpty() && line.startsWith(rows.comment());
  }

  boolean escapesByDoubling() {
    return escape == quote;
  }

  /**
   * Whether a quote inside a quoted field is text unless a delimiter or the line's end follows. So
   * it is where nothing can escape it, and for the apostrophe, which is also a letter of words
   * ({@code 'it won't'}). Elsewhere such a quote is damage.
   */
  boolean quoteMayStandInside() {
    return !escapes() || quote == '\'';
  }

  String orNull(String unquoted) {
    return nulls.contains(unquoted) ? null : unquoted;
  }
}
