package io.penstock.format.infer;

import io.penstock.format.infer.SchemaInference.InferredType;
import io.penstock.format.value.Converters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large and how fine the numbers of a column are; leading zeros and plus signs are codes. */
final class NumberEvidence {
  private static final Pattern PLAIN =
      Pattern.compile("-?(0|[1-9]\\d*+)(?:\\.(\\d++))?([eE][+-]?\\d{1,3})?");
  private static final int MOST_DIGITS = 38;
  private static final int USUAL_DIGITS = 18;
  private static final int CENTS = 2;

  private boolean all = true;
  private boolean exponents;
  private boolean exactDoubles = true;
  private boolean beyondLong;
  private int digits;
  private int scale;

  void see(String word) {
    Matcher number = PLAIN.matcher(word);
    if (!number.matches()) {
      all = false;
      return;
    }
    exponents |= number.group(3) != null;
    exactDoubles &= Converters.isExactDouble(word);
    digits = Math.max(digits, number.group(1).length());
    scale = Math.max(scale, number.group(2) == null ? 0 : number.group(2).length());
    beyondLong |= number.group(2) == null && !isLong(word);
  }

  private static boolean isLong(String word) {
    try {
      Long.parseLong(word);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Null when not all values are numbers. */
  InferredType type() {
    if (!all) {
      return null;
    }
    if (exponents) {
      return exactDoubles ? InferredType.of("double") : null;
    }
    if (scale == 0 && !beyondLong) {
      return InferredType.of("bigint");
    }
    int decimals = scale == 0 ? 0 : Math.max(scale, CENTS);
    int needed = digits + decimals;
    if (needed > MOST_DIGITS) {
      return null;
    }
    int precision = needed > USUAL_DIGITS - CENTS ? MOST_DIGITS : USUAL_DIGITS;
    return InferredType.of("decimal(%d,%d)".formatted(precision, decimals));
  }
}
