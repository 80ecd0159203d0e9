package io.penstock.publish.mysql;

import com.mysql.cj.jdbc.JdbcStatement;
import io.penstock.ops.FaultPoint;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Loads one part into the shadow table in one transaction that begins with the part's row in the
 * ledger. A part that is there already was committed by an earlier attempt, whose answer got lost:
 * it is compared, not loaded again. Runs in a Spark task.
 */
record PartLoader(
    MySqlEndpoint server,
    String step,
    String runId,
    String shadow,
    List<MySqlColumn> columns,
    Way way)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int DUPLICATE = 1062;
  private static final int BATCH = 1_000;

  /** How rows reach the server. */
  enum Way {
    LOAD_DATA,
    INSERT
  }

  long load(int part, Iterator<Row> rows) throws SQLException {
    Connection connection = server.open();
    boolean ended = false;
    try {
      connection.setAutoCommit(false);
      if (!claim(connection, part)) {
        ended = true;
        return compare(connection, part, rows);
      }
      FaultPoint.pass(step, "part-claimed");
      long sent = way == Way.LOAD_DATA ? stream(connection, rows) : insert(connection, rows);
      FaultPoint.pass(step, "part-loaded");
      finish(connection, part, sent);
      FaultPoint.pass(step, "part-entered");
      commit(connection, part);
      FaultPoint.pass(step, "part-committed");
      ended = true;
      return sent;
    } finally {
      // After a failure in mid-stream a rollback would be sent as rows: only an abort is clean.
      if (ended) {
        connection.close();
      } else {
        connection.abort(Runnable::run);
      }
    }
  }

  private boolean claim(Connection connection, int part) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO `_penstock_part` (run_id, part_id) VALUES (?, ?)")) {
      insert.setString(1, runId);
      insert.setInt(2, part);
      insert.executeUpdate();
      return true;
    } catch (SQLException e) {
      if (e.getErrorCode() == DUPLICATE) {
        connection.rollback();
        return false;
      }
      throw e;
    }
  }

  private long compare(Connection connection, int part, Iterator<Row> rows) throws SQLException {
    long mine = 0;
    while (rows.hasNext()) {
      rows.next();
      mine++;
    }
    long committed = committed(connection, part).orElse(-1L);
    if (committed != mine) {
      throw new SQLException(
          "part " + part + " was committed with " + committed + " rows, but has " + mine + " now");
    }
    return committed;
  }

  private long stream(Connection connection, Iterator<Row> rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      RowStream stream = new RowStream(rows, () -> FaultPoint.pass(step, "part-streaming"));
      statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(stream);
      long affected = statement.executeLargeUpdate(MySqlText.load(shadow, columns));
      requireClean(connection, stream.rows(), affected);
      return stream.rows();
    }
  }

  private long insert(Connection connection, Iterator<Row> rows) throws SQLException {
    long sent = 0;
    try (PreparedStatement insert =
        connection.prepareStatement(MySqlText.insert(shadow, columns))) {
      while (rows.hasNext()) {
        Row row = rows.next();
        for (int i = 0; i < row.length(); i++) {
          insert.setString(i + 1, row.isNullAt(i) ? null : text(row.get(i)));
        }
        insert.addBatch();
        sent++;
        if (sent % BATCH == 0) {
          insert.executeBatch();
          requireClean(connection, 0, 0);
        }
      }
      insert.executeBatch();
      requireClean(connection, 0, 0);
    }
    return sent;
  }

  private static String text(Object value) {
    return value instanceof String text ? text : MySqlValues.text(value);
  }

  private static void requireClean(Connection connection, long sent, long affected)
      throws SQLException {
    if (sent != affected) {
      throw new SQLException(
          "the server took "
              + affected
              + " rows where "
              + sent
              + " were sent, so two rows share a key in its eyes",
          "23000",
          DUPLICATE);
    }
    try (Statement statement = connection.createStatement();
        ResultSet warnings = statement.executeQuery("SHOW WARNINGS LIMIT 1")) {
      if (warnings.next()) {
        throw new SQLException(warnings.getString(3), "22000", warnings.getInt(2));
      }
    }
  }

  private void finish(Connection connection, int part, long sent) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE `_penstock_part` SET `rows` = ?, committed_at = UTC_TIMESTAMP(6) WHERE run_id = ?"
                + " AND part_id = ?")) {
      update.setLong(1, sent);
      update.setString(2, runId);
      update.setInt(3, part);
      update.executeUpdate();
    }
  }

  // A lost answer to COMMIT leaves open whether it happened; only the ledger knows.
  private void commit(Connection connection, int part) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      try (Connection other = server.open()) {
        if (committed(other, part).isEmpty()) {
          throw e;
        }
      }
    }
  }

  private Optional<Long> committed(Connection connection, int part) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT `rows` FROM `_penstock_part` WHERE run_id = ? AND part_id = ?")) {
      select.setString(1, runId);
      select.setInt(2, part);
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? Optional.of(found.getLong(1)) : Optional.empty();
      }
    }
  }
}
