package io.penstock.publish.mysql;

import io.penstock.ops.FaultPoint;
import io.penstock.publish.Publication;
import io.penstock.publish.RetryPause;
import io.penstock.spec.OutsideException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * DDL on a table that others read. While a statement waits for a reader, new readers wait for the
 * statement: so it waits briefly, lets them pass, and tries again.
 */
record PatientDdl(
    Connection c0, MySqlEndpoint server, Publication publication, LockTimeouts patience) {
  private static final int LOCK_WAIT = 1205;
  private static final int DEADLOCK = 1213;

  void run(String ddl) throws SQLException {
    Transactions.requireNone(c0);
    try (Statement sql = c0.createStatement()) {
      sql.execute("SET SESSION lock_wait_timeout = " + patience.readerSeconds());
      for (int i = 1; ; i++) {
        try {
          sql.execute(ddl);
          return;
        } catch (SQLException e) {
          if (e.getErrorCode() != LOCK_WAIT && e.getErrorCode() != DEADLOCK) {
            throw e;
          }
          if (i == patience.renames()) {
            throw OutsideException.ofTransient(
                "Step '"
                    + publication.step()
                    + "': cannot publish '"
                    + publication.table()
                    + "' because a transaction on "
                    + server.display()
                    + " holds the table and did not let go in "
                    + patience.renames()
                    + " tries of "
                    + patience.readerSeconds()
                    + " s. SHOW FULL PROCESSLIST there shows who it is; end that transaction and run"
                    + " again; readers still see the version before.",
                e);
          }
          RetryPause.after(i);
        }
      }
    }
  }

  /** The same, with a named place behind it where tests may end the process. */
  void run(String ddl, String point) throws SQLException {
    run(ddl);
    FaultPoint.pass(publication.step(), point);
  }
}
