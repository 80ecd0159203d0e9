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
  public Conversion fromJson(JsonNode node) {
    return number.fromJson(node);
  }
}
