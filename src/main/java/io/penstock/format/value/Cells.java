package io.penstock.format.value;

/** Where the values of one record go, as Spark holds them; NULL until they are set. */
public interface Cells {

  void setBoolean(int column, boolean value);

  /** Of a column of whole numbers of up to 4 bytes, or of dates as days since 1970. */
  void setInt(int column, int value);

  /** Of a column of large whole numbers, or of times as microseconds since 1970. */
  void setLong(int column, long value);

  void setFloat(int column, float value);

  void setDouble(int column, double value);

  /**
   * A decimal number of at most 18 digits.
   *
   * @param unscaled its digits with those behind the point
   */
  void setDecimal(int column, long unscaled, int precision, int scale);

  /** A text in UTF-8; the bytes are the caller's and hold until the next record. */
  void setText(int column, byte[] bytes, int from, int to);
}
