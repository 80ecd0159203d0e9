package io.penstock.publish.mysql;

import io.penstock.publish.rows.TableChecksum;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Count and hashes as a result has them. */
final class Checksums {
  private Checksums() {}

  /** From the first three columns of a result's row. */
  static TableChecksum of(ResultSet row) throws SQLException {
    return new TableChecksum(row.getLong(1), row.getLong(2), row.getLong(3));
  }
}
