package io.penstock.format.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/** Numbers that a sample has suggested: what the number would not give back is none. */
record InferredNumber(ValueConverter number) implements ValueConverter {
  private static final long serialVersionUID = 1L;

  /** So many decimal digits a double always gives back, and so many it may. */
  private static final int ALWAYS_KEPT = 15;

  private static final int EVER_KEPT = 17;
  private static final Pattern CODE = Pattern.compile("\\+.*|-?0[0-9].*");

  @Override
  public Conversion fromText(String text) {
    String word = text.strip();
    if (CODE.matcher(word).matches()) {
      return Conversion.rejected(
          "is written as a code, not as a number; declare the column as string to keep such texts");
    }
    Conversion made = number.fromText(text);
    return made instanceof Conversion.Value value
            && value.value() instanceof Double nearest
            && !givesBack(word, nearest)
        ? Conversion.rejected(
            "has more digits than double keeps; declare the column as decimal or string to keep"
                + " them, or as double to have them rounded")
        : made;
  }

  /** Whether the nearest double, written with as many digits, is the number that was written. */
  private static boolean givesBack(String word, double nearest) {
    if (!Double.isFinite(nearest) || nearest == 0) {
      return true;
    }
    BigDecimal written = new BigDecimal(word).stripTrailingZeros();
    int digits = written.precision();
    if (digits <= ALWAYS_KEPT && Math.abs(nearest) >= Double.MIN_NORMAL) {
      return true;
    }
    BigDecimal held = new BigDecimal(nearest);
    return (digits <= EVER_KEPT ? held.round(new MathContext(digits)) : held).compareTo(written)
        == 0;
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Cells cells, int column) {
    int first = from < to && bytes[from] == '-' ? from + 1 : from;
    boolean plain =
        first < to && bytes[first] >= '1' && bytes[first] <= '9'
            || first + 1 == to && bytes[first] == '0';
    return plain && number.read(bytes, from, to, cells, column);
  }
}
