package io.penstock.format.value;

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
          : Conversion.of(width.box(value));
    } catch (NumberFormatException e) {
      return outOfRange();
    }
  }

  @Override
  boolean readWord(byte[] bytes, int from, int to, Cells cells, int column) {
    long value = PlainNumber.whole(bytes, from, to);
    if (value == PlainNumber.NONE || value < width.least || value > width.greatest) {
      return false;
    }
    if (width == Width.BIGINT) {
      cells.setLong(column, value);
    } else {
      cells.setInt(column, (int) value);
    }
    return true;
  }

  private Conversion outOfRange() {
    return Conversion.rejected("is out of the range of %s".formatted(width.sqlName));
  }

  private enum Width {
    TINYINT("tinyint", Byte.MIN_VALUE, Byte.MAX_VALUE),
    SMALLINT("smallint", Short.MIN_VALUE, Short.MAX_VALUE),
    INT("int", Integer.MIN_VALUE, Integer.MAX_VALUE),
    BIGINT("bigint", Long.MIN_VALUE, Long.MAX_VALUE);

    private final String sqlName;
    private final long least;
    private final long greatest;

    Width(String sqlName, long least, long greatest) {
      this.sqlName = sqlName;
      this.least = least;
      this.greatest = greatest;
    }

    /** The value in the box that Spark's rows use; it is known to fit. */
    Object box(long value) {
      return switch (this) {
        case TINYINT -> (Object) (byte) value;
        case SMALLINT -> (Object) (short) value;
        case INT -> (Object) (int) value;
        case BIGINT -> (Object) value;
      };
    }
  }
}
