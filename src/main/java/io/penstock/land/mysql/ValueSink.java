package io.penstock.land.mysql;

/** Where the value of a column goes; a value that is NULL goes nowhere. */
interface ValueSink {
  void of(boolean value);

  void of(int value);

  void of(long value);

  void of(float value);

  void of(double value);

  void of(byte[] value);

  /** A value that its column's type cannot hold: it is kept beside the row, as it was written. */
  void rescue(String written);
}
