package io.penstock.publish.mysql;

/**
 * How long a publication waits for others.
 *
 * @param publisherSeconds for another publisher of the same table
 * @param readerSeconds at a time, for a reader who holds the table; new readers wait as long
 * @param renames how often the RENAME is tried
 */
record Patience(int publisherSeconds, int readerSeconds, int renames) {
  static final Patience USUAL = new Patience(10, 3, 20);
}
