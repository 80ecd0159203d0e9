package io.penstock.format.value;

/**
 * Binary floating point: the nearest value is what the type means, but a number too large does not
 * become Infinity nor one too small zero. NaN, Infinity and -Infinity only when written so.
 */
final class FloatingConverter extends ScalarConverter {
  private static final long serialVersionUID = 1L;

  static final FloatingConverter DOUBLE = new FloatingConverter(Size.DOUBLE);
  static final FloatingConverter FLOAT = new FloatingConverter(Size.FLOAT);

  /** So many digits, a sign and a point among them, are a whole number that double has exactly. */
  private static final int MOST_PLAIN = 15;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private final Size size;

  private FloatingConverter(Size size) {
    this.size = size;
  }

  @Override
  Conversion convert(String word) {
    switch (word) {
      case "NaN", "Infinity", "-Infinity" -> {
        return Conversion.of(boxed(word));
      }
      default -> {
        return NumberText.isNumber(word)
            ? number(word)
            : Conversion.rejected(NumberText.mistake(word));
      }
    }
  }

  @Override
  boolean readWord(byte[] bytes, int from, int to, Cells cells, int column) {
    if (size == Size.FLOAT || to - from > MOST_PLAIN) {
      return false;
    }
    int point = from;
    while (point < to && bytes[point] != '.') {
      point++;
    }
    int behind = Math.max(to - point - 1, 0);
    long digits = PlainNumber.unscaled(bytes, from, to, behind);
    // A zero may have a sign. Both numbers are exact, so that their quotient is the nearest one.
    if (digits == PlainNumber.NONE || digits == 0) {
      return false;
    }
    cells.setDouble(column, digits / POWERS[behind]);
    return true;
  }

  private Conversion number(String word) {
    Number value = boxed(word);
    if (Double.isInfinite(value.doubleValue())) {
      return Conversion.rejected("is too large for " + size.sqlName);
    }
    return value.doubleValue() == 0 && hasDigitAboveZero(word)
        ? Conversion.rejected("is too small for " + size.sqlName)
        : Conversion.of(value);
  }

  private Number boxed(String word) {
    if (size == Size.FLOAT) {
      return Float.valueOf(word);
    }
    return Double.valueOf(word);
  }

  private static boolean hasDigitAboveZero(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == 'e' || c == 'E') {
        return false;
      }
      if (c >= '1' && c <= '9') {
        return true;
      }
    }
    return false;
  }

  private enum Size {
    DOUBLE("double"),
    FLOAT("float");

    private final String sqlName;

    Size(String sqlName) {
      this.sqlName = sqlName;
    }
  }
}
