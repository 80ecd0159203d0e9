package io.penstock.format.value;

import java.util.Locale;

/** true/false, t/f, yes/no, y/n, 1/0, in any case. */
final class BooleanConverter extends ScalarConverter {
  private static final long serialVersionUID = 1L;

  @Override
  boolean readWord(byte[] bytes, int from, int to, Cells cells, int column) {
    if (to - from != 1 || bytes[from] != '0' && bytes[from] != '1') {
      return false;
    }
    cells.setBoolean(column, bytes[from] == '1');
    return true;
  }

  @Override
  Conversion convert(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1" -> Conversion.of(true);
      case "false", "f", "no", "n", "0" -> Conversion.of(false);
      default -> Conversion.rejected("is neither true nor false");
    };
  }
}
