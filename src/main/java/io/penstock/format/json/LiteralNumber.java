package io.penstock.format.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.util.Objects;

/**
 * A JSON number as it was written: {@code 1.0}, {@code 1e400} and {@code -0} stay what they are.
 */
public final class LiteralNumber extends ValueNode {
  private static final long serialVersionUID = 1L;

  private final String literal;

  public LiteralNumber(String literal) {
    this.literal = Objects.requireNonNull(literal, "literal");
  }

  @Override
  public JsonToken asToken() {
    return isInteger() ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
  }

  @Override
  public JsonParser.NumberType numberType() {
    return isInteger() ? JsonParser.NumberType.BIG_INTEGER : JsonParser.NumberType.BIG_DECIMAL;
  }

  @Override
  public JsonNodeType getNodeType() {
    return JsonNodeType.NUMBER;
  }

  @Override
  public String asText() {
    return literal;
  }

  @Override
  public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
    generator.writeNumber(literal);
  }

  private boolean isInteger() {
    return literal.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LiteralNumber number && literal.equals(number.literal);
  }

  @Override
  public int hashCode() {
    return literal.hashCode();
  }
}
