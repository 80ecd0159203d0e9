package io.penstock.publish.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that end, whatever is thrown while they are open: an exception of any class, checked
 * or not, an error, an interrupt. What follows on the connection, DDL above all, would commit what
 * is open.
 */
public final class Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  private Transactions() {}

  /** What happens inside of one. */
  interface Work<T, E extends Exception> {
    T done() throws SQLException, E;
  }

  /**
   * Does the work in a transaction and leaves that open when the work is done; the caller commits.
   * Where the work does not come to its end, nothing of it stays, and nothing is open.
   */
  static <T, E extends Exception> T begun(Connection connection, Work<T, E> work)
      throws SQLException, E {
    connection.setAutoCommit(false);
    boolean done = false;
    try {
      T result = work.done();
      done = true;
      return result;
    } finally {
      if (!done) {
        undo(connection);
      }
    }
  }

  /**
   * Commits what {@link #begun} has left open.
   *
   * @throws SQLException if that is not known to have happened; nothing is open then
   */
  static void commit(Connection connection) throws SQLException {
    boolean done = false;
    try {
      connection.commit();
      connection.setAutoCommit(true);
      done = true;
    } finally {
      if (!done) {
        undo(connection);
      }
    }
  }

  /** Rolls back; a connection on which that cannot be done is aborted, so that the server does. */
  private static void undo(Connection connection) {
    // An interrupt that is pending must not keep the driver from speaking.
    boolean interrupted = Thread.interrupted();
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (Throwable e) {
      LOG.info("a transaction cannot be rolled back, so its connection is given up", e);
      abort(connection);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (Throwable e) {
      LOG.info("a connection cannot be aborted", e);
    }
  }

  /**
   * Before DDL, which would commit what is open.
   *
   * @throws IllegalStateException if something is
   */
  public static void requireNone(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      abort(connection);
      throw new IllegalStateException("a transaction is open where none may be; it was given up");
    }
  }
}
