package io.penstock.publish.jdbc;

import io.penstock.publish.RetryPause;
import io.penstock.publish.protocol.ChangeSession;
import io.penstock.publish.protocol.FullRefreshRequired;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;

/**
 * The one transaction in which a target goes from version to version. It is tried again as a whole
 * while its connection, and with it the lock, lives; when the answer to COMMIT is lost, the ledger
 * says what became of it.
 *
 * @param isolation the statement that chooses it; empty where there is none
 * @param isTransient whether the same may succeed a little later
 * @param fresh opens another connection, to ask the ledger
 */
public record LastingTransaction(
    Connection connection, String isolation, Predicate<SQLException> isTransient, Fresh fresh) {
  private static final int TRIES = 6;

  /** Opens a connection, and asks whether a run was committed. */
  public interface Fresh {
    boolean isCommitted(String run) throws SQLException;
  }

  /**
   * Does the work and commits it.
   *
   * @param run the run that the work brings to its end
   */
  public <T> T commit(String run, ChangeSession.Work<T, SQLException> work)
      throws SQLException, FullRefreshRequired {
    for (int i = 1; ; i++) {
      try {
        return once(run, work);
      } catch (SQLException e) {
        if (isLost(e) || !isTransient.test(e) || i == TRIES) {
          throw e;
        }
        RetryPause.after(i);
      }
    }
  }

  private <T> T once(String run, ChangeSession.Work<T, SQLException> work)
      throws SQLException, FullRefreshRequired {
    if (!isolation.isEmpty()) {
      try (Statement sql = connection.createStatement()) {
        sql.execute(isolation);
      }
    }
    T done = Transactions.<T, FullRefreshRequired>begun(connection, work::done);
    try {
      Transactions.commit(connection);
    } catch (SQLException e) {
      if (!isLost(e) || !happened(run)) {
        throw e;
      }
    }
    return done;
  }

  /** Whether the connection is gone, and with it the answer. */
  public static boolean isLost(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith("08");
  }

  /** The run's row changes in the same transaction, so it knows. */
  private boolean happened(String run) throws SQLException {
    for (int i = 1; ; i++) {
      try {
        return fresh.isCommitted(run);
      } catch (SQLException e) {
        if (!isTransient.test(e) || i == TRIES) {
          throw e;
        }
        RetryPause.after(i);
      }
    }
  }
}
