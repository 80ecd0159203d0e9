package io.penstock.format.value;

/** What became of one value of a file: nothing is ever rounded, cut or guessed on the way. */
public sealed interface Conversion {
  /** The file says NULL. */
  Conversion NULL = new Value(null);

  /** A value of the external type that Spark's rows use; null is NULL. */
  record Value(Object value) implements Conversion {}

  /**
   * A value that holds all that its type has room for, while the file holds more: a nested object
   * with keys that nobody declared.
   */
  record Partial(Object value, String reason) implements Conversion {}

  /** No value of the type; the reason reads on after "the value …". */
  record Rejected(String reason) implements Conversion {}

  static Conversion of(Object value) {
    return new Value(value);
  }

  static Conversion rejected(String reason) {
    return new Rejected(reason);
  }
}
