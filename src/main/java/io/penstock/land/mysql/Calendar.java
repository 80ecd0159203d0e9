package io.penstock.land.mysql;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Which days there are. The server's zero dates, such as {@code 0000-00-00} and {@code 2020-00-15},
 * are none: they are rescued.
 */
final class Calendar {
  private Calendar() {}

  /**
   * @throws DateTimeException if it is none
   */
  static LocalDate day(String text) {
    LocalDate day = LocalDate.parse(text);
    requireYear(day);
    return day;
  }

  // Spark's calendar begins with the year 1.
  static void requireYear(LocalDate day) {
    if (day.getYear() < 1) {
      throw new DateTimeException("no year");
    }
  }
}
