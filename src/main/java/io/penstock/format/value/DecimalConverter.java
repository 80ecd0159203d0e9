package io.penstock.format.value;

import java.math.BigDecimal;

/** Exact decimals: zeros at the end may go, any other digit too many is a rejection. */
final class DecimalConverter extends ScalarConverter {
  private static final long serialVersionUID = 1L;

  private final int precision;
  private final int scale;

  DecimalConverter(int precision, int scale) {
    this.precision = precision;
    this.scale = scale;
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
