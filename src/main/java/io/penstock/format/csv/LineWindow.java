package io.penstock.format.csv;

import io.penstock.format.FilePart;
import io.penstock.format.text.Line;
import io.penstock.format.text.Lines;
import java.util.ArrayList;
import java.util.List;

/** Lines with a bounded look ahead: what was only looked at is still to be read. */
final class LineWindow {
  static final int MOST_LINES = 1_000;
  static final int MOST_CHARACTERS = 1_000_000;

  private final Lines reader;
  private final List<Ahead> ahead = new ArrayList<>();
  private int first;
  private long end = FilePart.END;

  private record Ahead(Line line, long position) {}

  LineWindow(Lines reader) {
    this.reader = reader;
  }

  /** From now on, records that begin at this place or behind it are not to be read. */
  void endAt(long place) {
    end = place;
  }

  /** The line that many lines ahead (0: the next one); null behind the end of the file. */
  Line peek(int distance) {
    while (first + distance >= ahead.size()) {
      long position = reader.position();
      Line line = reader.next();
      if (line == null) {
        return null;
      }
      ahead.add(new Ahead(line, position));
    }
    return ahead.get(first + distance).line();
  }

  /** Takes the next line; null at the end of the file. */
  Line take() {
    if (hasNothingAhead()) {
      ahead.clear();
      first = 0;
      return reader.next();
    }
    if (first > MOST_LINES) {
      ahead.subList(0, first).clear();
      first = 0;
    }
    return ahead.get(first++).line();
  }

  /** Takes the next line if a record that is to be read may begin there; null if none does. */
  Line takeFirst() {
    return isAtEnd() ? null : take();
  }

  void skip(int lines) {
    for (int i = 0; i < lines; i++) {
      take();
    }
  }

  /** Whether no line was looked at that is still to be read. */
  boolean hasNothingAhead() {
    return first == ahead.size();
  }

  boolean isAtEnd() {
    return position() >= end;
  }

  /** Where the next line begins, see {@link Lines#position()}. */
  long position() {
    return hasNothingAhead() ? reader.position() : ahead.get(first).position();
  }

  /** How many lines come before the next one. */
  long number() {
    return hasNothingAhead() ? reader.number() : ahead.get(first).line().number() - 1;
  }
}
