package io.penstock.land.mysql;

import java.util.Arrays;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * What the rows of a table add up to, in whatever order and by however many connections they come:
 * two loads of the same rows have the same.
 */
final class RowHash {
  private static final XXHash64 HASH = XXHashFactory.fastestInstance().hash64();
  private static final long ONE = 0x9E3779B97F4A7C15L;
  private static final long OTHER = 0xC2B2AE3D27D4EB4FL;

  private byte[] row = new byte[256];
  private int length;
  private long rows;
  private long one;
  private long other;

  /** Begins the value of a column. */
  void column(int number) {
    room(2);
    row[length++] = (byte) number;
    row[length++] = (byte) (number >> Byte.SIZE);
  }

  void bytes(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, row, length, bytes.length);
    length += bytes.length;
  }

  void number(long value) {
    room(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      row[length++] = (byte) (value >> shift);
    }
  }

  private void room(int bytes) {
    if (length + bytes > row.length) {
      row = Arrays.copyOf(row, Math.max(row.length * 2, length + bytes));
    }
  }

  /** Ends the row. */
  void row() {
    rows++;
    one += HASH.hash(row, 0, length, ONE);
    other += HASH.hash(row, 0, length, OTHER);
    length = 0;
  }

  long rows() {
    return rows;
  }

  /** Those of another connection, too. */
  void with(RowHash more) {
    rows += more.rows;
    one += more.one;
    other += more.other;
  }

  @Override
  public String toString() {
    return rows + "-" + Long.toHexString(one) + "-" + Long.toHexString(other);
  }
}
