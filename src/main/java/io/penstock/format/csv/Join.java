package io.penstock.format.csv;

import io.penstock.format.text.Line;

/** The text of a record that goes over several lines, within the bounds of the look ahead. */
final class Join {
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

  boolean mayGrow() {
    return count < LineWindow.MOST_LINES && text.length() < LineWindow.MOST_CHARACTERS;
  }
}
