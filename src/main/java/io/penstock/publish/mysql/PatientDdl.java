package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.publish.Publication;
import io.penstock.publish.RetryPause;
import io.penstock.publish.jdbc.LockTimeouts;
import io.penstock.publish.jdbc.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * DDL on a table that others read. While a statement waits for a reader, new readers wait for the
 * statement: so it waits briefly, lets them pass, and tries again.
 */
record PatientDdl(
    Connection c0, MySqlEndpoint server, Publication publication, LockTimeouts timeouts) {
  private static final int LOCK_WAIT = 1205;
  private static final int DEADLOCK = 1213;

  void run(String ddl) throws SQLException {
    Transactions.requireNone(c0);
    try (Statement sql = c0.createStatement()) {
      sql.execute("SET SESSION lock_wait_timeout = " + timeouts.readerSeconds());
      for (int i = 1; ; i++) {
        try {
          sql.execute(ddl);
          return;
        } catch (SQLException e) {
          if (e.getErrorCode() != LOCK_WAIT && e.getErrorCode() != DEADLOCK) {
            throw e;
          }
          if (i == timeouts.renames()) {
            throw MySqlErrors.heldByReaders(this, e);
          }
          RetryPause.after(i);
        }
      }
    }
  }
}
