package io.penstock.format.csv;

import io.penstock.format.RawRecord;
import io.penstock.format.RawRecord.Fields;
import io.penstock.format.RawRecord.Malformed;
import io.penstock.format.csv.QuotedRecord.State;
import io.penstock.format.text.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Makes records of physical lines. In a file whose quotes are sound from its first line to its
 * last, a text in quotes is what its quotes say, however long and whatever it looks like. In any
 * other, a line whose quotes are open at its end is joined with the next ones only if they close
 * within the look ahead; otherwise the line alone is malformed and reading goes on at the next one,
 * so that a stray quote costs one record. What is refused takes the lines of its texts along.
 */
final class RecordAssembler {
  static final int ANY_WIDTH = 0;

  private static final String TORN =
      "has quotes that open in one unquoted field and close in another";

  /** From this width on, lines in between that are records themselves are not taken for text. */
  private static final int TELLING_WIDTH = 5;

  private final CsvDialect dialect;
  private final LineWindow lines;
  private final PlainSplitter plain;
  private final BooleanSupplier wholeFileIsSound;
  private String lastText = "";
  private boolean trusting;
  private boolean asked;
  private boolean damaged;

  /**
   * @param wholeFileIsSound asked once at most, when a record cannot be told from damage on its own
   */
  RecordAssembler(CsvDialect dialect, LineWindow lines, BooleanSupplier wholeFileIsSound) {
    this.dialect = dialect;
    this.lines = lines;
    this.plain = new PlainSplitter(dialect);
    this.wholeFileIsSound = wholeFileIsSound;
  }

  /** One that takes all quotes at their word, to find out whether they can be. */
  static RecordAssembler trusting(CsvDialect dialect, LineWindow lines) {
    RecordAssembler assembler = new RecordAssembler(dialect, lines, () -> true);
    assembler.trusting = true;
    return assembler;
  }

  /** Whether quotes of any record so far cannot be meant as they stand. */
  boolean isDamaged() {
    return damaged;
  }

  /** The next record; null at the end of the file. */
  RawRecord next(int width) {
    while (true) {
      Line line = lines.takeFirst();
      while (line != null && dialect.isNoRecord(line.text(), width)) {
        line = lines.takeFirst();
      }
      if (line == null || isFooter()) {
        return null;
      }
      RawRecord record = record(line, width);
      if (!dialect.rows().skipEmpty() || !(record instanceof Fields fields && isEmpty(fields))) {
        return record;
      }
    }
  }

  /** Whether not enough lines follow for the one that was taken to be a record. */
  private boolean isFooter() {
    int behind = 0;
    for (int i = 0; behind < dialect.rows().skipFooter(); i++) {
      Line line = lines.peek(i);
      if (line == null) {
        return true;
      }
      behind += line.text().isEmpty() ? 0 : 1;
    }
    return false;
  }

  private static boolean isEmpty(Fields fields) {
    return fields.values().stream().allMatch(value -> value == null || value.isEmpty());
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
    if (values != null) {
      return new Fields(line.number(), values);
    }
    List<String> all = plain.split(line.text());
    return fits(all, width)
        ? new Fields(line.number(), padded(all, width))
        : wrongWidth(line, all.size(), width);
  }

  private RawRecord quoted(Line line, int width) {
    QuotedRecord record = new QuotedRecord(dialect);
    State state = record.feed(line.text());
    if (state == State.OPEN) {
      return joined(line, record, width);
    }
    if (state == State.BROKEN) {
      damaged = true;
      return malformed(line, "has text after a closing quote");
    }
    if (fits(record, width) && record.isTorn()) {
      damaged = true;
      return malformed(line, TORN);
    }
    return fits(record, width)
        ? new Fields(line.number(), padded(record.values(), width))
        : wrongWidth(line, record.values().size(), width);
  }

  private RawRecord joined(Line line, QuotedRecord record, int width) {
    Join join = new Join(line);
    State state = grow(join, record);
    boolean closed = state == State.COMPLETE;
    boolean doubtful = closed ? fits(record, width) && swallows(join, width) : join.isFull();
    if (doubtful && isTrusted()) {
      state = grow(join, record);
      closed = state == State.COMPLETE;
      doubtful = false;
    }
    if (!closed) {
      damaged = true;
      return malformed(
          line,
          dialect.quotes()
              ? "has a quote that is never closed"
              : "ends with an escape that escapes nothing");
    }
    lines.skip(join.count());
    lastText = join.text();
    return whole(line, join, record, width, doubtful);
  }

  /** A record whose quotes close on a later line: it is taken, or refused, with all its lines. */
  private RawRecord whole(Line line, Join join, QuotedRecord record, int width, boolean doubtful) {
    String problem = join.problem();
    if (problem == null && !fits(record, width)) {
      problem = widthProblem(record.values().size(), width);
      damaged = true;
    } else if (problem == null && record.isTorn()) {
      problem = TORN;
      damaged = true;
    } else if (problem == null && doubtful) {
      problem =
          "has a text in quotes whose lines are records themselves, in a file with damaged quotes";
    }
    return problem == null
        ? new Fields(line.number(), padded(record.values(), width))
        : new Malformed(line.number(), lastText, problem);
  }

  /** Adds lines until the quotes close, the file ends, or nobody should look further. */
  private State grow(Join join, QuotedRecord record) {
    State state = record.state();
    while (state == State.OPEN && (trusting ? !join.isHuge() : !join.isFull())) {
      Line next = lines.peek(join.count());
      if (next == null) {
        return State.BROKEN;
      }
      state = record.feed(join.end() + next.text());
      join.add(next);
    }
    return state;
  }

  private boolean isTrusted() {
    if (!asked) {
      asked = true;
      trusting = trusting || wholeFileIsSound.getAsBoolean();
    }
    return trusting;
  }

  private boolean swallows(Join join, int width) {
    int between = join.count() - 1;
    if (trusting || width < TELLING_WIDTH || between < 1) {
      return false;
    }
    for (int i = 0; i < between; i++) {
      if (plain.split(lines.peek(i).text(), width) == null) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(QuotedRecord record, int width) {
    return fits(record.values(), width);
  }

  private boolean fits(List<String> values, int width) {
    return width == ANY_WIDTH
        || values.size() == width
        || dialect.rows().padShort() && values.size() < width;
  }

  private static List<String> padded(List<String> values, int width) {
    List<String> all = new ArrayList<>(values);
    while (all.size() < width) {
      all.add(null);
    }
    return all;
  }

  /** Whether the text of a line is more than what stands between delimiters. */
  private boolean hasQuote(Line line) {
    char sign = dialect.escapesAnywhere() ? dialect.escape() : dialect.quote();
    return sign != 0 && line.text().indexOf(sign) >= 0;
  }

  private boolean isAlone(Line line) {
    return !hasQuote(line) || new QuotedRecord(dialect).feed(line.text()) != State.OPEN;
  }

  private static Malformed wrongWidth(Line line, int found, int expected) {
    return malformed(line, widthProblem(found, expected));
  }

  private static String widthProblem(int found, int expected) {
    return "has %d %s where %d %s expected"
        .formatted(found, found == 1 ? "field" : "fields", expected, expected == 1 ? "is" : "are");
  }

  private static Malformed malformed(Line line, String reason) {
    String why = line.problem() == null ? reason : line.problem();
    return new Malformed(line.number(), line.text(), why);
  }
}
