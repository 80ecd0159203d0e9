package io.penstock.format.value;

import java.math.BigDecimal;

/** Exact decimals: zeros at the end may go, any other digit too many is a rejection. */
final class DecimalConverter extends ScalarConverter {
  private static final long serialVersionUID = 1L;

  private static final int MOST_DIGITS = 18;

  private final int precision;
  private final int scale;
  private final long limit;

  DecimalConverter(int precision, int scale) {
    this.precision = precision;
    this.scale = scale;
    this.limit = (long) Math.pow(10, Math.min(precision, MOST_DIGITS));
  }

  @Override
  Conversion convert(String word) {
    if (!NumberText.isNumber(word)) {
      return Conversion.rejected(NumberText.mistake(word));
    }
    try {
      return fit(new BigDecimal(word));
    } catch (NumberFormatException e) {
      return Conversion.rejected("has an exponent out of all range");
    }
  }

  @Override
  boolean readWord(byte[] bytes, int from, int to, Cells cells, int column) {
    if (precision > MOST_DIGITS) {
      return false;
    }
    long unscaled = PlainNumber.unscaled(bytes, from, to, scale);
    if (unscaled == PlainNumber.NONE || Math.abs(unscaled) >= limit) {
      return false;
    }
    cells.setDecimal(column, unscaled, precision, scale);
    return true;
  }

  /** Compares digits before anything is expanded: 1e999999999 must not fill the memory. */
  private Conversion fit(BigDecimal number) {
    if (number.signum() == 0) {
      return Conversion.of(BigDecimal.ZERO.setScale(scale));
    }
    BigDecimal shortest = number.stripTrailingZeros();
    if (shortest.scale() > scale) {
      return Conversion.rejected(
          "has %d decimals where decimal(%d,%d) keeps %d"
              .formatted(shortest.scale(), precision, scale, scale));
    }
    if ((long) shortest.precision() - shortest.scale() > precision - scale) {
      return Conversion.rejected(
          "has more digits before the point than decimal(%d,%d) keeps".formatted(precision, scale));
    }
    return Conversion.of(shortest.setScale(scale));
  }
}
