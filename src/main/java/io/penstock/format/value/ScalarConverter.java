package io.penstock.format.value;

/**
 * For everything that is written as a word: white space around it means nothing, and an empty
 * quoted field is NULL because no number, date or boolean is empty.
 */
abstract class ScalarConverter implements ValueConverter {
  private static final long serialVersionUID = 1L;

  @Override
  public final Conversion fromText(String text) {
    String word = text.strip();
    return word.isEmpty() ? Conversion.NULL : convert(word);
  }

  /** Converts a word that is not empty. */
  abstract Conversion convert(String word);
}
