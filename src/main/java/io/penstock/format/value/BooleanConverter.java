package io.penstock.format.value;

import io.penstock.spec.TextStyle;
import java.util.List;

/** Two kinds of words, in any case. */
final class BooleanConverter extends ScalarConverter {
  private static final long serialVersionUID = 1L;

  private static final List<String> TRUES = List.of("true", "t", "yes", "y", "1");
  private static final List<String> FALSES = List.of("false", "f", "no", "n", "0");

  /** true/false, t/f, yes/no, y/n, 1/0. */
  static final BooleanConverter USUAL = new BooleanConverter(TRUES, FALSES);

  private final String[] trues;
  private final String[] falses;

  /** With the words of a file, where it has its own. */
  static BooleanConverter written(TextStyle style) {
    return new BooleanConverter(
        style.trues().isEmpty() ? TRUES : style.trues(),
        style.falses().isEmpty() ? FALSES : style.falses());
  }

  private BooleanConverter(List<String> trues, List<String> falses) {
    this.trues = trues.toArray(String[]::new);
    this.falses = falses.toArray(String[]::new);
  }

  @Override
  boolean readWord(byte[] bytes, int from, int to, Cells cells, int column) {
    boolean isTrue = isOneOf(trues, bytes, from, to);
    if (!isTrue && !isOneOf(falses, bytes, from, to)) {
      return false;
    }
    cells.setBoolean(column, isTrue);
    return true;
  }

  private static boolean isOneOf(String[] words, byte[] bytes, int from, int to) {
    for (String word : words) {
      boolean same = word.length() == to - from;
      for (int i = 0; same && i < word.length(); i++) {
        same = word.charAt(i) == bytes[from + i];
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  @Override
  Conversion convert(String word) {
    for (String each : trues) {
      if (each.equalsIgnoreCase(word)) {
        return Conversion.of(true);
      }
    }
    for (String each : falses) {
      if (each.equalsIgnoreCase(word)) {
        return Conversion.of(false);
      }
    }
    return Conversion.rejected("is neither true nor false");
  }
}
