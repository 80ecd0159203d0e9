package io.penstock.format.value;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers that a sample has suggested: what the number would not give back is none. */
record InferredNumber(ValueConverter number) implements ValueConverter {
  private static final long serialVersionUID = 1L;
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

  /** Whether the nearest double is the number that was written, digit by digit. */
  private static boolean givesBack(String word, double nearest) {
    return !Double.isFinite(nearest)
        || new BigDecimal(Double.toString(nearest)).compareTo(new BigDecimal(word)) == 0;
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
