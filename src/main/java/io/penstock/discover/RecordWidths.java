package io.penstock.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many fields the first records of a text would have with a delimiter.
 *
 * @param widths of each record
 * @param lines with which line each begins, from 0
 */
record RecordWidths(String delimiter, List<Integer> widths, List<Integer> lines) {
  private static final int RECORDS = 500;

  /**
   * @param quotes whether a delimiter or the end of a line between quotes is a part of the text
   */
  static RecordWidths of(String text, String delimiter, boolean quotes) {
    List<Integer> widths = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    boolean quoted = false;
    int fields = 1;
    int line = 0;
    int begin = 0;
    int beginLine = 0;
    for (int i = 0; i <= text.length() && widths.size() < RECORDS; i++) {
      char c = i < text.length() ? text.charAt(i) : '\n';
      if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
        line++;
        if (!quoted || i >= text.length()) {
          if (!text.substring(begin, Math.min(i, text.length())).isBlank()) {
            widths.add(fields);
            lines.add(beginLine);
          }
          fields = 1;
          begin = i + 1;
          beginLine = line;
        }
      } else if (quotes && c == '"') {
        quoted = !quoted;
      } else if (!quoted && text.startsWith(delimiter, i)) {
        fields++;
      }
    }
    return new RecordWidths(delimiter, widths, lines);
  }

  /** The width that most records have. */
  int usual() {
    Map<Integer, Integer> counts = new TreeMap<>();
    widths.forEach(width -> counts.merge(width, 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(1);
  }

  /** The share of records that have it. */
  double share() {
    int usual = usual();
    return widths.isEmpty()
        ? 0
        : (double) widths.stream().filter(width -> width == usual).count() / widths.size();
  }

  /** How good a guess it is: delimiters that are none divide no record or few of them alike. */
  double score() {
    return usual() < 2 ? 0 : share() * share() + Math.min(usual(), 50) / 1000.0;
  }

  /** How many lines stand before the first record of the usual width. */
  int before() {
    int first = widths.indexOf(usual());
    return first < 1 ? 0 : lines.get(first);
  }
}
