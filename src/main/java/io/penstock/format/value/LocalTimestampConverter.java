package io.penstock.format.value;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** Timestamps without a zone; an offset in the text is rejected, for it would be lost. */
final class LocalTimestampConverter extends ScalarConverter {
  private static final long serialVersionUID = 1L;

  private final DatePattern pattern;

  LocalTimestampConverter(Optional<DatePattern> pattern) {
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
    LocalDateTime local = time instanceof LocalDate date ? date.atStartOfDay() : null;
    local = time instanceof LocalDateTime dateTime ? dateTime : local;
    if (local == null) {
      return pattern == null
          ? Conversion.rejected("is not a timestamp without offset, written as yyyy-MM-dd HH:mm:ss")
          : pattern.mismatch();
    }
    if (local.getNano() % 1_000 != 0) {
      return Conversion.rejected("is finer than a microsecond");
    }
    return Years.within(local) ? Conversion.of(local) : Years.REJECTED;
  }

  private static TemporalAccessor iso(String word) {
    TemporalAccessor time = IsoText.dateTime(word);
    return time != null ? time : IsoText.date(word);
  }

  private TemporalAccessor byPattern(String word) {
    return pattern.parse(word, LocalDateTime::from, LocalDate::from);
  }
}
