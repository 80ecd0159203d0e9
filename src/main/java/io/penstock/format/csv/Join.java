package io.penstock.format.csv;

import io.penstock.format.text.Line;

/** The text of a record that goes over several lines. */
final class Join {
  private static final int LARGEST = 1 << 24;

  private final StringBuilder text;
  private String end;
  private String problem;
  private int count;

  Join(Line first) {
    this.text = new StringBuilder(first.text());
    this.end = first.end();
    this.problem = first.problem();
  }

  void add(Line next) {
    text.append(end).append(next.text());
    end = next.end();
    problem = problem == null ? next.problem() : problem;
    count++;
  }

  /** How many lines were added to the first one. */
  int count() {
    return count;
  }

  /** The line end that would stand before the next line. */
  String end() {
    return end;
  }

  String text() {
    return text.toString();
  }

  String problem() {
    return problem;
  }

  /** Whether it is as long as one that nothing vouches for may be. */
  boolean isFull() {
    return count >= LineWindow.MOST_LINES || text.length() >= LineWindow.MOST_CHARACTERS;
  }

  /** Whether it is longer than any value should be, also in a file that is sound. */
  boolean isHuge() {
    return text.length() >= LARGEST;
  }
}
