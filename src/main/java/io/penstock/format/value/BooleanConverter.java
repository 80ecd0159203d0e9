package io.penstock.format.value;

import java.util.Locale;

/** true/false, t/f, yes/no, y/n, 1/0, in any case. */
final class BooleanConverter extends ScalarConverter {
  private static final long serialVersionUID = 1L;

  @Override
  Conversion convert(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1" -> Conversion.of(true);
      case "false", "f", "no", "n", "0" -> Conversion.of(false);
      default -> Conversion.rejected("is neither true nor false");
    };
  }
}
