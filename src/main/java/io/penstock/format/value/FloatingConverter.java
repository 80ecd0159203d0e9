package io.penstock.format.value;

/**
 * Binary floating point: the nearest value is what the type means, but a number too large does not
 * become Infinity nor one too small zero. NaN, Infinity and -Infinity only when written so.
 */
final class FloatingConverter extends ScalarConverter {
  private static final long serialVersionUID = 1L;

  static final FloatingConverter DOUBLE = new FloatingConverter(Size.DOUBLE);
  static final FloatingConverter FLOAT = new FloatingConverter(Size.FLOAT);

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
