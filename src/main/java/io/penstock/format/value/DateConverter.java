package io.penstock.format.value;

import java.time.LocalDate;
import java.util.Optional;

/** Dates of the years 1 to 9999: ISO, or as the column's pattern says. */
final class DateConverter extends ScalarConverter {
  private static final long serialVersionUID = 1L;

  private final DatePattern pattern;

  DateConverter(Optional<DatePattern> pattern) {
    this.pattern = pattern.orElse(null);
  }

  @Override
  boolean readWord(byte[] bytes, int from, int to, Cells cells, int column) {
    long day =
        pattern == null ? PlainTime.date(bytes, from, to) : pattern.plainDate(bytes, from, to);
    if (day != PlainTime.NONE) {
      cells.setInt(column, (int) day);
    }
    return day != PlainTime.NONE;
  }

  @Override
  Conversion convert(String word) {
    LocalDate date =
        pattern == null ? IsoText.date(word) : (LocalDate) pattern.parse(word, LocalDate::from);
    if (date == null) {
      return pattern == null
          ? Conversion.rejected("is not a date written as yyyy-MM-dd")
          : pattern.mismatch();
    }
    return Years.within(date) ? Conversion.of(date) : Years.REJECTED;
  }
}
