package io.penstock.cli;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The last lines of a terminal, drawn again whenever one of them changes; what has ended moves
 * above them and stays. One writer at a time, so that lines of steps that run side by side do not
 * tear.
 */
final class LiveLines {
  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintStream out;
  private final int columns;
  private final Map<String, String> running = new LinkedHashMap<>();
  private final Set<String> ended = new HashSet<>();
  private int drawn;

  LiveLines(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /**
   * Draws a line of something that goes on, in the place that it has or below the others; of what
   * has ended nothing is drawn any more.
   */
  synchronized void show(String name, String line) {
    if (!ended.contains(name)) {
      running.put(name, line);
      draw("");
    }
  }

  /** Takes the line away and leaves another one above the rest, as long as it may be. */
  synchronized void end(String name, String line) {
    ended.add(name);
    running.remove(name);
    draw(line + System.lineSeparator());
  }

  /** Leaves the lines as they are: nothing is drawn over them any more. */
  synchronized void rest() {
    ended.addAll(running.keySet());
    running.clear();
    drawn = 0;
  }

  private void draw(String above) {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append(String.format(UP, drawn)).append('\r');
    }
    text.append(CLEAR_BELOW).append(above);
    for (String line : running.values()) {
      text.append(fitted(line)).append(System.lineSeparator());
    }
    drawn = running.size();
    out.print(text);
    out.flush();
  }

  // A line that wraps would be two, and the next drawing would begin too low.
  private String fitted(String line) {
    return line.codePointCount(0, line.length()) <= columns
        ? line
        : line.substring(0, line.offsetByCodePoints(0, columns - 1)) + "…";
  }
}
