package io.penstock.format.value;

import com.fasterxml.jackson.databind.JsonNode;

/** Text as it is, white space included; a JSON number keeps its digits, a nested value its JSON. */
final class StringConverter implements ValueConverter {
  private static final long serialVersionUID = 1L;

  private final int longest;

  StringConverter(int longest) {
    this.longest = longest;
  }

  @Override
  public Conversion fromText(String text) {
    return text.length() <= longest || text.codePointCount(0, text.length()) <= longest
        ? Conversion.of(text)
        : Conversion.rejected("is longer than %d characters".formatted(longest));
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Cells cells, int column) {
    // No text has more characters than bytes.
    boolean fits = to - from <= longest;
    if (fits) {
      cells.setText(column, bytes, from, to);
    }
    return fits;
  }

  @Override
  public Conversion fromJson(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return Conversion.NULL;
    }
    return fromText(node.isContainerNode() ? node.toString() : node.asText());
  }
}
