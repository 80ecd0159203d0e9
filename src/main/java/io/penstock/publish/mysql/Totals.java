package io.penstock.publish.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Rows, and two sums over them that do not depend on their order.
 *
 * @param keyHash the sum of the CRC-32 of each row's key
 * @param rowHash the same of each whole row
 */
record Totals(long rows, long keyHash, long rowHash) {
  static final Totals NONE = new Totals(0, 0, 0);

  /** From the first three columns of a result's row. */
  static Totals of(ResultSet row) throws SQLException {
    return new Totals(row.getLong(1), row.getLong(2), row.getLong(3));
  }

  Totals withRowHash(long hash) {
    return new Totals(rows, keyHash, hash);
  }

  Totals plus(Totals other) {
    return new Totals(rows + other.rows, keyHash + other.keyHash, rowHash + other.rowHash);
  }

  Totals minus(Totals other) {
    return new Totals(rows - other.rows, keyHash - other.keyHash, rowHash - other.rowHash);
  }

  @Override
  public String toString() {
    return rows + " rows, key hash " + keyHash + ", row hash " + rowHash;
  }
}
