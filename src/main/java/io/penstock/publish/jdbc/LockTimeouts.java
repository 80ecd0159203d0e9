package io.penstock.publish.jdbc;

/**
 * How long a publication waits for others.
 *
 * @param publisherSeconds for another publisher of the same table
 * @param readerSeconds at a time, for a reader who holds the table; new readers wait as long
 * @param renames how often the RENAME is tried
 */
public record LockTimeouts(int publisherSeconds, int readerSeconds, int renames) {
  public static final LockTimeouts USUAL = new LockTimeouts(10, 3, 20);
}
