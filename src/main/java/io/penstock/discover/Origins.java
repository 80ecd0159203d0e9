package io.penstock.discover;

/** The line that begins each file of a proposal. */
final class Origins {
  private Origins() {}

  /**
   * @param where what was looked at, as it was written
   */
  static String of(String where) {
    return "Written by `penstock discover "
        + where.replaceAll("\\R", " ")
        + "`, which updates it; what you change stays as you change it.";
  }
}
