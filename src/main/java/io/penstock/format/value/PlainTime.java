package io.penstock.format.value;

/** Dates and times as ISO 8601 writes them, from bytes. */
final class PlainTime {
  static final long NONE = Long.MIN_VALUE;
  private static final int DATE = 10;
  private static final int SECONDS = 19;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final long MICROS_A_DAY = 86_400_000_000L;

  private PlainTime() {}

  /** The days since 1970 of {@code yyyy-MM-dd}. */
  static long date(byte[] bytes, int from, int to) {
    if (to - from != DATE || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
      return NONE;
    }
    int high = PlainNumber.pair(bytes, from);
    int low = PlainNumber.pair(bytes, from + 2);
    return high < 0 || low < 0
        ? NONE
        : day(
            100 * high + low, PlainNumber.pair(bytes, from + 5), PlainNumber.pair(bytes, from + 8));
  }

  /** The days since 1970; {@link #NONE} if there is no such day in the years 1 to 9999. */
  static long day(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) {
      return NONE;
    }
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day > DAYS[month - 1] + (leap && month == 2 ? 1 : 0)) {
      return NONE;
    }
    // Years that begin in March have the day that is not always there at their end.
    int of = month > 2 ? year : year - 1;
    int since = (month + 9) % 12;
    return 365L * of + of / 4 - of / 100 + of / 400 + (153 * since + 2) / 5 + day - 719_469;
  }

  /**
   * The microseconds since 1970 of {@code yyyy-MM-dd HH:mm:ss}, also with a {@code T} and up to six
   * digits of a fraction.
   */
  static long time(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < SECONDS || length > SECONDS + 7 || length == SECONDS + 1) {
      return NONE;
    }
    byte between = bytes[from + DATE];
    long day = date(bytes, from, from + DATE);
    int hour = PlainNumber.pair(bytes, from + 11);
    int minute = PlainNumber.pair(bytes, from + 14);
    int second = PlainNumber.pair(bytes, from + 17);
    boolean fits =
        day != NONE
            && (between == ' ' || between == 'T')
            && bytes[from + 13] == ':'
            && bytes[from + 16] == ':'
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60;
    if (!fits) {
      return NONE;
    }
    long micros = length == SECONDS ? 0 : fraction(bytes, from + SECONDS, to);
    return micros < 0
        ? NONE
        : day * MICROS_A_DAY + ((hour * 60L + minute) * 60 + second) * 1_000_000 + micros;
  }

  private static long fraction(byte[] bytes, int from, int to) {
    if (bytes[from] != '.') {
      return -1;
    }
    long value = 0;
    for (int at = from + 1; at <= from + 6; at++) {
      int digit = at < to ? bytes[at] - '0' : 0;
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }
}
