package io.penstock.format.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Instants: ISO or by pattern. Without an offset the time is UTC, and a date alone is its midnight.
 * 24:00 is rejected, as is anything finer than a microsecond.
 */
final class TimestampConverter extends ScalarConverter {
  private static final long serialVersionUID = 1L;

  private final DatePattern pattern;

  TimestampConverter(Optional<DatePattern> pattern) {
    this.pattern = pattern.orElse(null);
  }

  @Override
  boolean readWord(byte[] bytes, int from, int to, Cells cells, int column) {
    long micros = pattern == null ? PlainTime.time(bytes, from, to) : PlainTime.NONE;
    if (micros != PlainTime.NONE) {
      cells.setLong(column, micros);
    }
    return micros != PlainTime.NONE;
  }

  @Override
  Conversion convert(String word) {
    TemporalAccessor time = pattern == null ? iso(word) : byPattern(word);
    if (time == null) {
      return pattern == null
          ? Conversion.rejected("is not a timestamp written as yyyy-MM-dd HH:mm:ss")
          : pattern.mismatch();
    }
    if (time instanceof ZonedDateTime zoned && !pattern.isLocalTimeOf(word, zoned)) {
      return Conversion.rejected(
          "does not exist in %s, where clocks go forward then".formatted(zoned.getZone()));
    }
    return instant(time);
  }

  private static TemporalAccessor iso(String word) {
    TemporalAccessor time = IsoText.dateTime(word);
    return time != null ? time : IsoText.date(word);
  }

  private TemporalAccessor byPattern(String word) {
    return pattern.parse(word, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
  }

  private static Conversion instant(TemporalAccessor time) {
    OffsetDateTime utc;
    if (time instanceof OffsetDateTime offset) {
      utc = offset.withOffsetSameInstant(ZoneOffset.UTC);
    } else if (time instanceof ZonedDateTime zoned) {
      utc = zoned.toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC);
    } else if (time instanceof LocalDateTime local) {
      utc = local.atOffset(ZoneOffset.UTC);
    } else {
      utc = ((LocalDate) time).atStartOfDay().atOffset(ZoneOffset.UTC);
    }
    Instant instant = utc.toInstant();
    if (instant.getNano() % 1_000 != 0) {
      return Conversion.rejected("is finer than a microsecond");
    }
    return Years.within(utc) ? Conversion.of(instant) : Years.REJECTED;
  }
}
