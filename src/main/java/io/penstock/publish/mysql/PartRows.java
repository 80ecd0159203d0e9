package io.penstock.publish.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The rows of one part, which can be taken once, and the way in which they reach the server. */
interface PartRows {

  /** How many rows there were, with their share of the row hash. */
  record Sent(long rows, long checksum) {}

  /**
   * Sends them inside the connection's transaction.
   *
   * @throws SQLException if the server took fewer than were sent, or had something to say
   */
  Sent sendTo(Connection connection) throws SQLException;

  /** Reads them without sending. */
  Sent counted();

  /** Nothing may have been clipped or guessed: warnings are those of the last statement only. */
  static void requireNoWarning(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet warnings = statement.executeQuery("SHOW WARNINGS LIMIT 1")) {
      if (warnings.next()) {
        throw new SQLException(warnings.getString(3), "22000", warnings.getInt(2));
      }
    }
  }
}
