package io.penstock.land.mysql;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Days and times as the server writes them, {@code 2024-02-29 12:30:00.123456}. Its zero dates,
 * such as {@code 0000-00-00} and {@code 2020-00-15}, are none. Read digit by digit, because the
 * parsers of the JDK take as long as everything else that is done with a row.
 */
final class Calendar {
  private static final int DAY = "yyyy-MM-dd".length();
  private static final int SECOND = "yyyy-MM-dd HH:mm:ss".length();
  private static final int FRACTION = 6;
  private static final long MICROS = 1_000_000;
  private static final long SECONDS_OF_DAY = 86_400;

  private Calendar() {}

  /**
   * Days since 1970.
   *
   * @throws DateTimeException if it is no day
   */
  static int day(byte[] text) {
    if (text.length < DAY || text[4] != '-' || text[7] != '-') {
      throw new DateTimeException("no day");
    }
    int year = number(text, 0, 4);
    if (year < 1) {
      throw new DateTimeException("Spark's calendar begins with the year 1");
    }
    return Math.toIntExact(
        LocalDate.of(year, number(text, 5, 7), number(text, 8, DAY)).toEpochDay());
  }

  /**
   * Microseconds since 1970.
   *
   * @throws DateTimeException if it is no time of a day
   */
  static long micros(byte[] text) {
    long day = day(text);
    if (text.length == DAY) {
      return day * SECONDS_OF_DAY * MICROS;
    }
    if (text.length < SECOND || text[13] != ':' || text[16] != ':') {
      throw new DateTimeException("no time");
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, SECOND);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("no time");
    }
    long micros = 0;
    for (int i = 0; i < FRACTION; i++) {
      int at = SECOND + 1 + i;
      micros = micros * 10 + (at < text.length ? number(text, at, at + 1) : 0);
    }
    return (day * SECONDS_OF_DAY + hour * 3_600L + minute * 60L + second) * MICROS + micros;
  }

  private static int number(byte[] text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("no number");
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
