package io.penstock.publish.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Rows, and two sums over them that do not depend on their order.
 *
 * @param keyHash the sum of the CRC-32 of each row's key
 * @param rowHash the same of each whole row
 */
record TableChecksum(long rows, long keyHash, long rowHash) {
  static final TableChecksum NONE = new TableChecksum(0, 0, 0);

  /** From the first three columns of a result's row. */
  static TableChecksum of(ResultSet row) throws SQLException {
    return new TableChecksum(row.getLong(1), row.getLong(2), row.getLong(3));
  }

  TableChecksum withRowHash(long hash) {
    return new TableChecksum(rows, keyHash, hash);
  }

  TableChecksum plus(TableChecksum other) {
    return new TableChecksum(rows + other.rows, keyHash + other.keyHash, rowHash + other.rowHash);
  }

  TableChecksum minus(TableChecksum other) {
    return new TableChecksum(rows - other.rows, keyHash - other.keyHash, rowHash - other.rowHash);
  }

  @Override
  public String toString() {
    return rows + " rows, key hash " + keyHash + ", row hash " + rowHash;
  }
}
