package io.penstock.format.csv;

import io.penstock.format.text.Line;
import io.penstock.format.text.LineReader;
import java.util.ArrayList;
import java.util.List;

/** Lines with a bounded look ahead: what was only looked at is still to be read. */
final class LineWindow {
  static final int MOST_LINES = 1_000;
  static final int MOST_CHARACTERS = 1_000_000;

  private final LineReader reader;
  private final List<Line> ahead = new ArrayList<>();
  private int first;

  LineWindow(LineReader reader) {
    this.reader = reader;
  }

  /** The line that many lines ahead (0: the next one); null behind the end of the file. */
  Line peek(int distance) {
    while (first + distance >= ahead.size()) {
      Line line = reader.next();
      if (line == null) {
        return null;
      }
      ahead.add(line);
    }
    return ahead.get(first + distance);
  }

  /** Takes the next line; null at the end of the file. */
  Line take() {
    if (first == ahead.size()) {
      ahead.clear();
      first = 0;
      return reader.next();
    }
    if (first > MOST_LINES) {
      ahead.subList(0, first).clear();
      first = 0;
    }
    return ahead.get(first++);
  }

  void skip(int lines) {
    for (int i = 0; i < lines; i++) {
      take();
    }
  }
}
