package io.penstock.publish.mysql;

import io.penstock.ops.FaultPoint;
import io.penstock.publish.Publication;
import io.penstock.publish.RetryPause;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The one transaction in which a target goes from version to version. It is tried again as a whole
 * while its connection, and with it the lock, lives; when the answer to COMMIT is lost, the ledger
 * says what became of it.
 */
record MergeTransaction(Connection c0, MySqlEndpoint server, Publication publication, String run) {
  private static final int TRIES = 6;

  Merge.Done commit(Merge merge, long fence) throws SQLException, FullRefreshRequired {
    for (int i = 1; ; i++) {
      try {
        return once(merge, fence);
      } catch (SQLException e) {
        if (lost(e) || !MySqlErrors.isTransient(e) || i == TRIES) {
          throw e;
        }
        RetryPause.after(i);
      }
    }
  }

  private Merge.Done once(Merge merge, long fence) throws SQLException, FullRefreshRequired {
    try (Statement sql = c0.createStatement()) {
      sql.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    }
    Merge.Done done =
        Transactions.<Merge.Done, FullRefreshRequired>begun(
            c0,
            () -> {
              Merge.Done merged = merge.run(fence);
              FaultPoint.pass(publication.step(), "entered");
              return merged;
            });
    try {
      Transactions.commit(c0);
    } catch (SQLException e) {
      if (!lost(e) || !happened()) {
        throw e;
      }
    }
    FaultPoint.pass(publication.step(), "committed");
    return done;
  }

  private static boolean lost(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith("08");
  }

  /** The run's row changes in the same transaction, so it knows. */
  private boolean happened() throws SQLException {
    for (int i = 1; ; i++) {
      try (Connection other = server.open()) {
        return new ControlTables(other).state(run).filter("committed"::equals).isPresent();
      } catch (SQLException e) {
        if (!MySqlErrors.isTransient(e) || i == TRIES) {
          throw e;
        }
        RetryPause.after(i);
      }
    }
  }
}
