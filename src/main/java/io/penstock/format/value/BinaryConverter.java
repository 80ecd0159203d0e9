package io.penstock.format.value;

import java.nio.charset.StandardCharsets;

/** The bytes of the text in UTF-8. */
final class BinaryConverter implements ValueConverter {
  private static final long serialVersionUID = 1L;

  @Override
  public Conversion fromText(String text) {
    return Conversion.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
