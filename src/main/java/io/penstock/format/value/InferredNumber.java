package io.penstock.format.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Numbers that a sample has suggested: what looks like a code is none. */
record InferredNumber(ValueConverter number) implements ValueConverter {
  private static final long serialVersionUID = 1L;
  private static final Pattern CODE = Pattern.compile("\\+.*|-?0[0-9].*");

  @Override
  public Conversion fromText(String text) {
    return CODE.matcher(text.strip()).matches()
        ? Conversion.rejected(
            "is written as a code, not as a number; declare the column as string to keep such texts")
        : number.fromText(text);
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Cells cells, int column) {
    int first = from < to && bytes[from] == '-' ? from + 1 : from;
    boolean plain =
        first < to && bytes[first] >= '1' && bytes[first] <= '9'
            || first + 1 == to && bytes[first] == '0';
    return plain && number.read(bytes, from, to, cells, column);
  }

  @Override
  public Conversion fromJson(JsonNode node) {
    return number.fromJson(node);
  }
}
