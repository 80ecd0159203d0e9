package io.penstock.format.csv;

import io.penstock.format.RawRecord;
import io.penstock.format.RawRecord.Fields;
import io.penstock.format.RawRecord.Malformed;
import io.penstock.format.csv.QuotedRecord.State;
import io.penstock.format.text.Line;
import java.util.List;

/**
 * Makes records of physical lines. A line whose quotes are open at its end is joined with the next
 * ones only if that gives a record of the expected width within the look ahead; otherwise the line
 * alone is malformed and reading goes on at the next one, so that a stray quote costs one record.
 */
final class RecordAssembler {
  static final int ANY_WIDTH = 0;

  /** From this width on, lines in between that are records themselves are not taken for text. */
  private static final int TELLING_WIDTH = 5;

  private final CsvDialect dialect;
  private final LineWindow lines;
  private final PlainSplitter plain;
  private String lastText = "";

  RecordAssembler(CsvDialect dialect, LineWindow lines) {
    this.dialect = dialect;
    this.lines = lines;
    this.plain = new PlainSplitter(dialect);
  }

  /** The next record that is not a blank line; null at the end of the file. */
  RawRecord next(int width) {
    Line line = lines.take();
    while (line != null && line.text().isEmpty()) {
      line = lines.take();
    }
    return line == null ? null : record(line, width);
  }

  /** The text of the record that came last. */
  String lastText() {
    return lastText;
  }

  /** The fields of a text on its own, as far as they can be told; for comparison only. */
  List<String> fieldsOf(String text) {
    QuotedRecord record = new QuotedRecord(dialect);
    record.feed(text);
    return record.values();
  }

  private RawRecord record(Line line, int width) {
    lastText = line.text();
    if (line.problem() != null && isAlone(line)) {
      return new Malformed(line.number(), line.text(), line.problem());
    }
    if (hasQuote(line)) {
      return quoted(line, width);
    }
    List<String> values =
        width == ANY_WIDTH ? plain.split(line.text()) : plain.split(line.text(), width);
    return values != null
        ? new Fields(line.number(), values)
        : wrongWidth(line, plain.split(line.text()).size(), width);
  }

  private RawRecord quoted(Line line, int width) {
    QuotedRecord record = new QuotedRecord(dialect);
    State state = record.feed(line.text());
    if (state == State.OPEN) {
      return joined(line, record, width);
    }
    if (state == State.BROKEN) {
      return malformed(line, "has text after a closing quote");
    }
    if (fits(record, width) && record.isTorn()) {
      return malformed(line, "has quotes that open in one unquoted field and close in another");
    }
    return fits(record, width)
        ? new Fields(line.number(), record.values())
        : wrongWidth(line, record.values().size(), width);
  }

  private RawRecord joined(Line line, QuotedRecord record, int width) {
    Join join = new Join(line);
    State state = State.OPEN;
    while (state == State.OPEN && !overflows(record, width) && join.mayGrow()) {
      Line next = lines.peek(join.count());
      if (next == null) {
        return unclosed(line);
      }
      state = record.feed(join.end() + next.text());
      join.add(next);
    }
    if (state != State.COMPLETE
        || !fits(record, width)
        || record.isTorn()
        || swallows(join, width)) {
      return unclosed(line);
    }
    lines.skip(join.count());
    lastText = join.text();
    return join.problem() == null
        ? new Fields(line.number(), record.values())
        : new Malformed(line.number(), lastText, join.problem());
  }

  private boolean swallows(Join join, int width) {
    int between = join.count() - 1;
    if (width < TELLING_WIDTH || between < 1) {
      return false;
    }
    for (int i = 0; i < between; i++) {
      if (plain.split(lines.peek(i).text(), width) == null) {
        return false;
      }
    }
    return true;
  }

  private static boolean overflows(QuotedRecord record, int width) {
    return width != ANY_WIDTH && record.values().size() >= width;
  }

  private static boolean fits(QuotedRecord record, int width) {
    return width == ANY_WIDTH || record.values().size() == width;
  }

  private boolean hasQuote(Line line) {
    return dialect.quotes() && line.text().indexOf(dialect.quote()) >= 0;
  }

  private boolean isAlone(Line line) {
    return !hasQuote(line) || new QuotedRecord(dialect).feed(line.text()) != State.OPEN;
  }

  private static Malformed unclosed(Line line) {
    return malformed(line, "has a quote that is never closed");
  }

  private static Malformed wrongWidth(Line line, int found, int expected) {
    return malformed(
        line,
        "has %d %s where %d are expected"
            .formatted(found, found == 1 ? "field" : "fields", expected));
  }

  private static Malformed malformed(Line line, String reason) {
    String why = line.problem() == null ? reason : line.problem();
    return new Malformed(line.number(), line.text(), why);
  }
}
