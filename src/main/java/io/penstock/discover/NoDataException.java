package io.penstock.discover;

/**
 * A file that is none of data that can be loaded; the message ends "it is left out, because it".
 */
final class NoDataException extends Exception {
  private static final long serialVersionUID = 1L;

  NoDataException(String why) {
    super(why);
  }
}
