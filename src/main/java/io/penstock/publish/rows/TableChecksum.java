package io.penstock.publish.rows;

import java.io.Serializable;

/**
 * Rows, and two sums over them that do not depend on their order.
 *
 * @param keyHash the sum of the hashes of each row's key
 * @param rowHash the same of each whole row
 */
public record TableChecksum(long rows, long keyHash, long rowHash) implements Serializable {
  private static final long serialVersionUID = 1L;
  public static final TableChecksum NONE = new TableChecksum(0, 0, 0);

  public TableChecksum withRowHash(long hash) {
    return new TableChecksum(rows, keyHash, hash);
  }

  public TableChecksum plus(TableChecksum other) {
    return new TableChecksum(rows + other.rows, keyHash + other.keyHash, rowHash + other.rowHash);
  }

  public TableChecksum minus(TableChecksum other) {
    return new TableChecksum(rows - other.rows, keyHash - other.keyHash, rowHash - other.rowHash);
  }

  @Override
  public String toString() {
    return rows + " rows, key hash " + keyHash + ", row hash " + rowHash;
  }
}
