package io.penstock.publish.mysql;

import io.penstock.io.Digests;
import io.penstock.publish.Publication;
import io.penstock.publish.jdbc.LockTimeouts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One publisher a table: a named lock of the server that ends with its connection. */
final class TargetLock {
  private static final int NAME_DIGITS = 40;
  private static final int VANISHED_SECONDS = 120;

  private TargetLock() {}

  static void take(Connection c0, Publication publication, LockTimeouts timeouts)
      throws SQLException {
    try (Statement sql = c0.createStatement()) {
      // A publisher whose machine is gone says nothing any more; a living one has a heartbeat.
      sql.execute("SET SESSION wait_timeout = " + VANISHED_SECONDS);
    }
    try (PreparedStatement lock = c0.prepareStatement("SELECT GET_LOCK(?, ?)")) {
      lock.setString(1, name(c0.getCatalog() + "." + publication.table()));
      lock.setInt(2, timeouts.publisherSeconds());
      try (ResultSet row = lock.executeQuery()) {
        if (!row.next() || row.getInt(1) != 1) {
          throw MySqlErrors.lockedByOther(publication);
        }
      }
    }
  }

  /** Names may have 64 characters, and two tables never share one. */
  private static String name(String table) {
    return "penstock:" + Digests.sha256(table).substring(0, NAME_DIGITS);
  }
}
