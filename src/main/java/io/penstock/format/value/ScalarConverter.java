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

  @Override
  public final boolean read(byte[] bytes, int from, int to, Cells cells, int column) {
    int start = from;
    int end = to;
    while (start < end && bytes[start] == ' ') {
      start++;
    }
    while (end > start && bytes[end - 1] == ' ') {
      end--;
    }
    // What is empty is NULL, as the cell is.
    return start == end || readWord(bytes, start, end, cells, column);
  }

  /** The same as {@link #read} for bytes that are some, without spaces around them. */
  boolean readWord(byte[] bytes, int from, int to, Cells cells, int column) {
    return false;
  }

  /** Converts a word that is not empty. */
  abstract Conversion convert(String word);
}
