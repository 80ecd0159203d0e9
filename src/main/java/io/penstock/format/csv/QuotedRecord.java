package io.penstock.format.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * One record with quotes, fed line by line: RFC 4180 and its relatives, strict about what follows a
 * closing quote. Parsers of whole streams (univocity among them) resume somewhere after damage;
 * this one can stop at any line and say in which state the record is, which recovery needs. The
 * tests hold it against univocity on undamaged records.
 */
final class QuotedRecord {
  enum State {
    /** All quotes are closed at the end of what was fed. */
    COMPLETE,
    /** A quoted field is still open. */
    OPEN,
    /** No further text can make this a record. */
    BROKEN
  }

  private final CsvDialect dialect;
  private final List<String> values = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private boolean firstLine = true;
  private boolean bent;
  private int strayQuotes;
  private State state = State.COMPLETE;

  QuotedRecord(CsvDialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Whether quotes open inside one unquoted field and close inside another, as when the delimiter
   * before a quoted field is lost: the delimiters between them are text, not structure. A single
   * such field is only text ({@code 5" pipe}).
   */
  boolean isTorn() {
    return strayQuotes > 1 && !dialect.quoteMayStandInside();
  }

  State state() {
    return state;
  }

  List<String> values() {
    return values;
  }

  /** Takes the first line, or after OPEN the next one with the line end before it. */
  State feed(String text) {
    int at = 0;
    if (!firstLine) {
      // A quote taken as text on the first line would let its damage spread over the next ones.
      state = bent ? State.BROKEN : state;
      at = state == State.OPEN ? goOn(text) : -1;
    }
    while (at >= 0) {
      at = field(text, at);
    }
    firstLine = false;
    return state;
  }

  private int goOn(String text) {
    return dialect.quotes() ? quoted(text, 0) : escaped(text, 0, 0);
  }

  /** Reads the field that begins here; where the next one begins, or -1. */
  private int field(String text, int at) {
    if (dialect.quotes() && at < text.length() && text.charAt(at) == dialect.quote()) {
      cell.setLength(0);
      return quoted(text, at + 1);
    }
    if (dialect.escapesAnywhere()) {
      cell.setLength(0);
      return escaped(text, at, at);
    }
    int end = text.indexOf(dialect.delimiter(), at);
    String value = text.substring(at, end < 0 ? text.length() : end);
    strayQuotes += dialect.quotes() && hasOddQuotes(value) ? 1 : 0;
    values.add(dialect.orNull(value));
    return end < 0 ? -1 : end + dialect.delimiter().length();
  }

  /**
   * Reads on in a field of which nothing is quoted, and in which any sign may be escaped.
   *
   * @param began where it begins, as far as that is on this line
   */
  private int escaped(String text, int from, int began) {
    int at = from;
    while (at < text.length() && !text.startsWith(dialect.delimiter(), at)) {
      boolean escape = text.charAt(at) == dialect.escape();
      if (escape && at + 1 == text.length()) {
        state = State.OPEN;
        return -1;
      }
      cell.append(text.charAt(escape ? at + 1 : at));
      at += escape ? 2 : 1;
    }
    // What is NULL is said by the text as it is written.
    String written = text.substring(began, at);
    values.add(firstLine && dialect.orNull(written) == null ? null : cell.toString());
    state = State.COMPLETE;
    return at == text.length() ? -1 : at + dialect.delimiter().length();
  }

  private int quoted(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int special = special(text, at);
      cell.append(text, at, special);
      at = special;
      if (at == text.length()) {
        break;
      }
      char c = text.charAt(at);
      char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
      if (dialect.escapes() && c == dialect.escape() && escapes(next)) {
        cell.append(next);
        at += 2;
      } else if (c != dialect.quote()) {
        cell.append(c);
        at++;
      } else if (closes(text, at + 1)) {
        return close(text, at + 1);
      } else if (firstLine && dialect.quoteMayStandInside()) {
        cell.append(c);
        bent = true;
        at++;
      } else {
        state = State.BROKEN;
        return -1;
      }
    }
    state = State.OPEN;
    return -1;
  }

  private boolean hasOddQuotes(String value) {
    boolean odd = false;
    for (int at = value.indexOf(dialect.quote()); at >= 0; ) {
      odd = !odd;
      at = value.indexOf(dialect.quote(), at + 1);
    }
    return odd;
  }

  /** Where the next quote or escape stands, or the text ends. */
  private int special(String text, int from) {
    int quote = text.indexOf(dialect.quote(), from);
    int end = quote < 0 ? text.length() : quote;
    if (dialect.escapesByDoubling() || !dialect.escapes()) {
      return end;
    }
    int escape = text.indexOf(dialect.escape(), from);
    return escape < 0 ? end : Math.min(end, escape);
  }

  private boolean escapes(char next) {
    return next != 0 && (next == dialect.quote() || next == dialect.escape());
  }

  private boolean closes(String text, int after) {
    return after == text.length() || text.startsWith(dialect.delimiter(), after);
  }

  private int close(String text, int after) {
    values.add(cell.toString());
    state = State.COMPLETE;
    return after == text.length() ? -1 : after + dialect.delimiter().length();
  }
}
