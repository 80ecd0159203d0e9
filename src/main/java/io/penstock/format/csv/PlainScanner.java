package io.penstock.format.csv;

import io.penstock.format.PlainRecord;
import io.penstock.format.text.ByteLines;
import java.nio.charset.StandardCharsets;

/**
 * Takes lines that need no thought: of the expected width, with quotes around whole fields at the
 * most. What else a line may be is not looked at here.
 */
final class PlainScanner {
  private static final byte TEXT = 0;
  private static final byte DELIMITER = 1;
  private static final byte LINE_END = 2;
  private static final byte BEYOND_ASCII = 3;
  private static final byte QUOTE = 4;
  private static final byte ESCAPE = 5;
  private static final int ASCII = 128;

  /** A line that is longer is read with more care, which has its own limit. */
  private static final int LONG = 1 << 20;

  /** The line has to be read with more care. */
  private static final int CARE = -1;

  /** The bytes in hand end before the line does. */
  private static final int MORE = -2;

  private final ByteLines lines;
  private final byte[] kinds = new byte[256];
  private final PlainRecord record;
  private final byte[] firstName;
  private final long end;
  private final boolean escapesAnywhere;
  private final boolean skipsEmpty;
  private final int comment;
  private boolean ascii;

  private PlainScanner(CsvDialect dialect, ByteLines lines, CsvHeader header, int width, long end) {
    this.lines = lines;
    this.end = end;
    this.record = new PlainRecord(width, dialect.nulls());
    this.firstName =
        header.names().isEmpty() ? null : header.names().get(0).getBytes(StandardCharsets.UTF_8);
    for (int b = ASCII; b < kinds.length; b++) {
      kinds[b] = BEYOND_ASCII;
    }
    if (dialect.escapes()) {
      kinds[dialect.escape()] = ESCAPE;
    }
    if (dialect.quotes()) {
      kinds[dialect.quote()] = QUOTE;
    }
    kinds[dialect.delimiter().charAt(0)] = DELIMITER;
    this.escapesAnywhere = dialect.escapesAnywhere();
    this.skipsEmpty = dialect.rows().skipEmpty();
    this.comment = dialect.rows().comment().isEmpty() ? -1 : dialect.rows().comment().charAt(0);
    kinds['\n'] = LINE_END;
    kinds['\r'] = LINE_END;
  }

  /** Null where the dialect has signs that are more than a byte. */
  static PlainScanner of(
      CsvDialect dialect, ByteLines lines, CsvHeader header, int width, long end) {
    boolean bytes =
        dialect.delimiter().length() == 1
            && dialect.delimiter().charAt(0) < ASCII
            && dialect.quote() < ASCII
            && dialect.escape() < ASCII
            && dialect.rows().comment().chars().allMatch(c -> c < ASCII)
            && dialect.rows().skipFooter() == 0;
    return bytes && width > 0 ? new PlainScanner(dialect, lines, header, width, end) : null;
  }

  /** The next record; null if the line has to be read with more care, or is none to be read. */
  PlainRecord next() {
    if (lines.position() >= end) {
      return null;
    }
    int length = scan();
    while (length == MORE) {
      boolean longer = lines.to() - lines.from() < LONG && lines.more();
      length = longer ? scan() : CARE;
    }
    // A line that begins as the header does may be the header of a second table.
    boolean special =
        length != CARE
            && (skipsEmpty && record.isEmpty() || lines.bytes()[lines.from()] == comment);
    if (length == CARE || special || firstName != null && record.has(0, firstName)) {
      return null;
    }
    lines.take(length);
    return record;
  }

  /** How many bytes the line has with its end. */
  private int scan() {
    record.begin(lines.bytes(), lines.number() + 1);
    ascii = true;
    int last = record.width() - 1;
    int at = lines.from();
    for (int field = 0; field <= last; field++) {
      at = field(field, at);
      if (at < 0) {
        return at;
      }
      boolean ends = kinds[record.bytes()[at] & 0xFF] == LINE_END;
      if (ends != (field == last)) {
        return CARE;
      }
      at++;
    }
    return whole(at);
  }

  /** Where the sign behind a field stands. */
  private int field(int index, int from) {
    byte[] bytes = record.bytes();
    int to = lines.to();
    if (from < to && kinds[bytes[from] & 0xFF] == QUOTE) {
      return quoted(index, from + 1);
    }
    for (int at = from; at < to; at++) {
      byte kind = kinds[bytes[at] & 0xFF];
      if (kind == TEXT || kind == ESCAPE && !escapesAnywhere) {
        continue;
      }
      if (kind == QUOTE || kind == ESCAPE) {
        return CARE;
      }
      if (kind == BEYOND_ASCII) {
        ascii = false;
      } else {
        record.field(index, from, at, false);
        return at;
      }
    }
    return MORE;
  }

  private int quoted(int index, int from) {
    byte[] bytes = record.bytes();
    int to = lines.to();
    for (int at = from; at < to; at++) {
      byte kind = kinds[bytes[at] & 0xFF];
      if (kind == QUOTE) {
        if (at + 1 == to) {
          return MORE;
        }
        byte after = kinds[bytes[at + 1] & 0xFF];
        record.field(index, from, at, true);
        return after == DELIMITER || after == LINE_END ? at + 1 : CARE;
      }
      if (kind == LINE_END || kind == ESCAPE) {
        return CARE;
      }
      ascii &= kind != BEYOND_ASCII;
    }
    return MORE;
  }

  /**
   * @param at behind the first byte of the line's end
   */
  private int whole(int at) {
    byte[] bytes = record.bytes();
    int from = lines.from();
    int text = at - 1 - from;
    int length = text + 1;
    if (bytes[at - 1] == '\r') {
      if (at == lines.to()) {
        return MORE;
      }
      length += bytes[at] == '\n' ? 1 : 0;
    }
    return text == 0 || !ascii && !lines.isUtf8(from, from + text) ? CARE : length;
  }
}
