package io.penstock.discover;

/** Names as globs. */
final class Globs {
  private Globs() {}

  /** A glob that means a name, whatever characters it has. */
  static String literal(String name) {
    return name.replaceAll("[\\\\*?\\[\\]{},]", "\\\\$0");
  }
}
