package io.penstock.publish.redshift;

import io.penstock.ops.FaultPoint;
import io.penstock.publish.jdbc.SqlLedger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Loads staged files by COPY, through the driver. */
record CopyLoader(RedshiftTable table, String name, String run) {

  /** One transaction: the rows, and the line of the ledger that says that they are there. */
  void load(StagedRows written) throws SQLException {
    try (Connection connection = table.server.open()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        // Whoever comes after a lost answer waits here for the transaction before.
        try (Statement sql = connection.createStatement()) {
          sql.execute("LOCK " + table.server.table(name));
        }
        SqlLedger ledger = new SqlLedger(connection, new RedshiftLedger(table.server.schema()));
        if (ledger.loaded(run).parts() > 0) {
          return;
        }
        if (written.rows() > 0) {
          copy(connection, written);
        }
        FaultPoint.pass(table.publication.step(), "copy-done");
        ledger.enterPart(run, 0, written.rows(), written.rowHash());
        connection.commit();
        done = true;
      } finally {
        if (!done) {
          undo(connection);
        }
      }
    }
  }

  private void copy(Connection connection, StagedRows written) throws SQLException {
    String statement =
        RedshiftStatements.copy(
            table.server.table(name),
            written.manifest(),
            written,
            table.staged.place().credentials());
    try (Statement sql = connection.createStatement()) {
      sql.execute(statement);
      try (ResultSet row = sql.executeQuery("SELECT pg_last_copy_count()")) {
        row.next();
        if (row.getLong(1) != written.rows()) {
          throw RedshiftErrors.countDiffers(table.publication, row.getLong(1), written.rows());
        }
      }
    } catch (SQLException e) {
      Optional<String> found = loadError(connection);
      if (found.isPresent()) {
        throw RedshiftErrors.notLoaded(table.publication, found.get());
      }
      throw e;
    }
  }

  /** What Redshift noted of the row that it did not take. */
  private static Optional<String> loadError(Connection connection) {
    try {
      connection.rollback();
      return LoadError.last(connection, "session_id = pg_backend_pid()");
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private static void undo(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException gone) {
        // The server ends what was open with the connection.
      }
    }
  }
}
