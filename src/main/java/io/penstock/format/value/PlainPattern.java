package io.penstock.format.value;

import java.io.Serializable;

/**
 * Reads dates of a pattern from bytes where the pattern is a year of four digits, a month and a day
 * of one or two, with signs between them. What it does not read may still be a date.
 */
final class PlainPattern implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String parts;

  private PlainPattern(String parts) {
    this.parts = parts;
  }

  /** Null if the pattern has anything else. */
  static PlainPattern of(String pattern) {
    StringBuilder parts = new StringBuilder();
    boolean separated = true;
    for (int at = 0; at < pattern.length(); ) {
      char c = pattern.charAt(at);
      int end = at;
      while (end < pattern.length() && pattern.charAt(end) == c) {
        end++;
      }
      String run = pattern.substring(at, end);
      if (c == '/' || c == '-' || c == '.') {
        parts.append(run);
        separated = true;
      } else if (separated && (run.equals("yyyy") || run.equals("uuuu"))) {
        parts.append('y');
        separated = false;
      } else if (separated && (run.equals("M") || run.equals("d"))) {
        parts.append(c);
        separated = false;
      } else if (separated && (run.equals("MM") || run.equals("dd"))) {
        parts.append(c == 'M' ? 'N' : 'e');
        separated = false;
      } else {
        return null;
      }
      at = end;
    }
    String letters =
        parts.toString().replaceAll("[^a-zA-Z]", "").toLowerCase(java.util.Locale.ROOT);
    boolean once =
        letters.length() == 3
            && letters.indexOf('y') >= 0
            && letters.matches(".*[mn].*")
            && letters.matches(".*[de].*");
    return once ? new PlainPattern(parts.toString()) : null;
  }

  /** The days since 1970, or {@link PlainTime#NONE}. */
  long date(byte[] bytes, int from, int to) {
    int year = 0;
    int month = 0;
    int day = 0;
    int at = from;
    for (int i = 0; i < parts.length(); i++) {
      char part = parts.charAt(i);
      int digits = 0;
      int value = 0;
      if (part < 'A') {
        if (at == to || bytes[at++] != part) {
          return PlainTime.NONE;
        }
        continue;
      }
      int most = part == 'y' ? 4 : 2;
      for (; digits < most && at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++, digits++) {
        value = 10 * value + bytes[at] - '0';
      }
      boolean fits = part == 'M' || part == 'd' ? digits > 0 : digits == most;
      if (!fits) {
        return PlainTime.NONE;
      }
      switch (part) {
        case 'y' -> year = value;
        case 'M', 'N' -> month = value;
        default -> day = value;
      }
    }
    return at == to ? PlainTime.day(year, month, day) : PlainTime.NONE;
  }
}
