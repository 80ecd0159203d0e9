package io.penstock.bronze.format.value;

import java.util.function.LongFunction;

/**
 * Whole numbers. A point or an exponent is rejected even where it would be exact ({@code 12.0}):
 * such a column holds decimals, and the spec should say so.
 */
final class IntegerConverter extends ScalarConverter {
  private static final long serialVersionUID = 1L;

  static final IntegerConverter TINYINT = new IntegerConverter(Width.TINYINT);
  static final IntegerConverter SMALLINT = new IntegerConverter(Width.SMALLINT);
  static final IntegerConverter INT = new IntegerConverter(Width.INT);
  static final IntegerConverter BIGINT = new IntegerConverter(Width.BIGINT);

  private final Width width;

  private IntegerConverter(Width width) {
    this.width = width;
  }

  @Override
  Conversion convert(String word) {
    if (!NumberText.isInteger(word)) {
      return Conversion.rejected(
          NumberText.isNumber(word) ? "is not a whole number" : NumberText.mistake(word));
    }
    try {
      long value = Long.parseLong(word);
      return value < width.least || value > width.greatest
          ? outOfRange()
          : Conversion.of(width.boxed.apply(value));
    } catch (NumberFormatException e) {
      return outOfRange();
    }
  }

  private Conversion outOfRange() {
    return Conversion.rejected("is out of the range of %s".formatted(width.sqlName));
  }

  private enum Width {
    TINYINT("tinyint", Byte.MIN_VALUE, Byte.MAX_VALUE, value -> (byte) value),
    SMALLINT("smallint", Short.MIN_VALUE, Short.MAX_VALUE, value -> (short) value),
    INT("int", Integer.MIN_VALUE, Integer.MAX_VALUE, value -> (int) value),
    BIGINT("bigint", Long.MIN_VALUE, Long.MAX_VALUE, value -> value);

    private final String sqlName;
    private final long least;
    private final long greatest;
    private final transient LongFunction<Object> boxed;

    Width(String sqlName, long least, long greatest, LongFunction<Object> boxed) {
      this.sqlName = sqlName;
      this.least = least;
      this.greatest = greatest;
      this.boxed = boxed;
    }
  }
}
