package io.penstock.format.value;

import java.io.Serializable;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.Arrays;
import java.util.Locale;

/**
 * How a column writes dates, in {@code java.time} letters: strict (no 30 February), English month
 * names in any case, {@code yy} in 2000 to 2099.
 */
final class DatePattern implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final ZonedDateTime EXAMPLE =
      ZonedDateTime.of(2001, 11, 23, 13, 45, 56, 789_000_000, ZoneOffset.UTC);

  private final String pattern;
  private final PlainPattern plain;
  private transient volatile DateTimeFormatter formatter;

  private DatePattern(String pattern) {
    this.pattern = pattern;
    this.plain = PlainPattern.of(pattern);
    this.formatter = build(pattern);
  }

  /** A pattern that says which day it is. */
  static DatePattern ofDates(String pattern) {
    DatePattern dates = new DatePattern(pattern);
    dates.requireFrom(dates.example(), LocalDate::from, "the day");
    return dates;
  }

  /** A pattern that says which day it is, and if it says anything of the time, then all of it. */
  static DatePattern ofTimes(String pattern) {
    DatePattern times = new DatePattern(pattern);
    String example = times.example();
    TemporalAccessor fields = times.formatter().parseUnresolved(example, new ParsePosition(0));
    boolean timed =
        fields != null
            && Arrays.stream(ChronoField.values())
                .anyMatch(field -> field.isTimeBased() && fields.isSupported(field));
    if (timed) {
      times.requireFrom(example, LocalDateTime::from, "the day and the time");
    } else {
      times.requireFrom(example, LocalDate::from, "the day");
    }
    return times;
  }

  private String example() {
    try {
      return formatter().format(EXAMPLE);
    } catch (DateTimeException e) {
      throw ValueErrors.noPattern(pattern, e);
    }
  }

  private void requireFrom(String example, TemporalQuery<?> kind, String what) {
    try {
      formatter().parse(example, kind);
    } catch (DateTimeException e) {
      throw ValueErrors.patternLacks(pattern, what, example, e);
    }
  }

  private static DateTimeFormatter build(String pattern) {
    try {
      return new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern(prolepticYears(pattern))
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw ValueErrors.noPattern(pattern, e);
    }
  }

  /** Strict resolving takes {@code y}, the year of an era, only with an era beside it. */
  private static String prolepticYears(String pattern) {
    if (pattern.indexOf('G') >= 0) {
      return pattern;
    }
    StringBuilder text = new StringBuilder(pattern.length());
    boolean literal = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      literal ^= c == '\'';
      text.append(c == 'y' && !literal ? 'u' : c);
    }
    return text.toString();
  }

  /** The first of these kinds of time that the word holds, or null when it does not fit. */
  TemporalAccessor parse(String word, TemporalQuery<?>... kinds) {
    try {
      return kinds.length == 1
          ? (TemporalAccessor) formatter().parse(word, kinds[0])
          : formatter().parseBest(word, kinds);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** The days since 1970 of a plain date, or {@link PlainTime#NONE}. */
  long plainDate(byte[] bytes, int from, int to) {
    return plain == null ? PlainTime.NONE : plain.date(bytes, from, to);
  }

  /**
   * Whether a word that was read as this time says so: in the hour that clocks leave out java.time
   * moves on by as much.
   */
  boolean isLocalTimeOf(String word, ZonedDateTime read) {
    if (read.getZone() instanceof ZoneOffset) {
      return true;
    }
    TemporalAccessor fields = formatter().parseUnresolved(word, new ParsePosition(0));
    return !fields.isSupported(ChronoField.HOUR_OF_DAY)
        || fields.get(ChronoField.HOUR_OF_DAY) == read.getHour()
            && (!fields.isSupported(ChronoField.MINUTE_OF_HOUR)
                || fields.get(ChronoField.MINUTE_OF_HOUR) == read.getMinute());
  }

  Conversion mismatch() {
    return Conversion.rejected("is not a time written as %s".formatted(pattern));
  }

  private DateTimeFormatter formatter() {
    if (formatter == null) {
      formatter = build(pattern);
    }
    return formatter;
  }
}
