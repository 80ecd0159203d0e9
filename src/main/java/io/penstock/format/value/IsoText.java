package io.penstock.format.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;

/**
 * Reads ISO 8601 times of the years 1 to 9999, character by character because files hold millions
 * of them: {@code 2020-02-29}, then {@code T} or a space, {@code 23:59}, {@code :59}, {@code
 * .123456}, and {@code Z}, {@code +01}, {@code +0100} or {@code +01:00}.
 */
final class IsoText {
  private static final int DATE = 10;
  private static final int MICROS = 6;
  private static final int MOST_DIGITS = 18;

  private final String text;
  private int at;

  private IsoText(String text) {
    this.text = text;
  }

  /** Null when the word is no date that exists. */
  static LocalDate date(String word) {
    try {
      return word.length() == DATE ? new IsoText(word).date() : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** An {@code OffsetDateTime} when an offset is written, else a {@code LocalDateTime}, or null. */
  static Temporal dateTime(String word) {
    try {
      return word.length() > DATE ? new IsoText(word).dateTime() : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private LocalDate date() {
    int year = digits(4);
    expect('-');
    int month = digits(2);
    expect('-');
    int day = digits(2);
    if (year == 0) {
      throw new DateTimeException("year 0");
    }
    return LocalDate.of(year, month, day);
  }

  private Temporal dateTime() {
    LocalDate date = date();
    if (peek() != 'T' && peek() != ' ') {
      throw new DateTimeException("no time");
    }
    at++;
    int hour = digits(2);
    expect(':');
    int minute = digits(2);
    int second = skip(':') ? digits(2) : 0;
    int nano = skip('.') ? fraction() : 0;
    LocalDateTime local = date.atTime(hour, minute, second, nano);
    if (at == text.length()) {
      return local;
    }
    ZoneOffset offset = offset();
    if (at != text.length()) {
      throw new DateTimeException("more text");
    }
    return OffsetDateTime.of(local, offset);
  }

  /** Spark keeps microseconds, so that further digits must be zeros. */
  private int fraction() {
    int nano = 0;
    int count = 0;
    for (; peek() >= '0' && peek() <= '9'; at++, count++) {
      if (count < MICROS) {
        nano = nano * 10 + peek() - '0';
      } else if (peek() != '0' || count >= MOST_DIGITS) {
        throw new DateTimeException("finer than microseconds");
      }
    }
    if (count == 0) {
      throw new DateTimeException("no digits");
    }
    for (int i = count; i < MICROS; i++) {
      nano *= 10;
    }
    return nano * 1_000;
  }

  private ZoneOffset offset() {
    if (skip('Z')) {
      return ZoneOffset.UTC;
    }
    int sign = skip('-') ? -1 : 1;
    if (sign > 0) {
      expect('+');
    }
    int hours = digits(2);
    skip(':');
    int minutes = at < text.length() ? digits(2) : 0;
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      char c = peek();
      if (c < '0' || c > '9') {
        throw new DateTimeException("no digit");
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean skip(char c) {
    boolean here = peek() == c;
    at += here ? 1 : 0;
    return here;
  }

  private void expect(char c) {
    if (!skip(c)) {
      throw new DateTimeException("no " + c);
    }
  }
}
