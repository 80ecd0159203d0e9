package io.penstock.publish.mysql;

import io.penstock.plan.Decider;
import io.penstock.publish.Publication;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Penstock's own tables in the target database: runs, parts, publications. */
final class ControlTables {
  private static final int NO_SUCH_TABLE = 1146;

  private final Connection connection;

  ControlTables(Connection connection) {
    this.connection = connection;
  }

  void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String ddl : MySqlText.controlTables()) {
        statement.execute(ddl);
      }
    }
  }

  /** What the row says that belongs to a publication of a table. */
  Optional<Decider.Published> publication(String table, String incarnation) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT p.table_id, p.version, p.definition, r.state FROM `_penstock_publication` p LEFT JOIN"
                + " `_penstock_run` r ON r.run_id = p.incarnation WHERE p.target = ? AND"
                + " p.incarnation = ?")) {
      select.setString(1, table);
      select.setString(2, incarnation);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Decider.Published(
                    row.getString(1),
                    row.getLong(2),
                    row.getString(3),
                    "published".equals(row.getString(4))))
            : Optional.empty();
      }
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_SUCH_TABLE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Whether Penstock ever published a table of this name here. */
  boolean knows(String table) throws SQLException {
    return number("SELECT COUNT(*) FROM `_penstock_publication` WHERE target = ?", table) > 0;
  }

  long nextFence(String table) throws SQLException {
    return number(
        "SELECT COALESCE(MAX(fence), 0) + 1 FROM `_penstock_publication` WHERE target = ?", table);
  }

  /** The runs of a table that never came to their end. */
  List<String> unfinished(String table) throws SQLException {
    List<String> runs = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT run_id FROM `_penstock_run` WHERE target = ? AND state <> 'published'")) {
      select.setString(1, table);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          runs.add(row.getString(1));
        }
      }
    }
    return runs;
  }

  void begin(Publication publication, String incarnation, int parts, long rows)
      throws SQLException {
    update(
        "INSERT INTO `_penstock_run` (run_id, target, mode, table_id, to_version, parts, schema_hash,"
            + " expected_rows, state, started_at, updated_at) VALUES (?, ?, 'swap', ?, ?, ?, ?, ?,"
            + " 'loading', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))",
        incarnation,
        publication.table(),
        publication.source().incarnation(),
        publication.source().version(),
        parts,
        publication.definition(),
        rows);
  }

  /** Rows that the parts of a run have committed. */
  long committedRows(String incarnation) throws SQLException {
    return number(
        "SELECT COALESCE(SUM(`rows`), 0) FROM `_penstock_part` WHERE run_id = ?", incarnation);
  }

  void publish(Publication publication, String incarnation, long fence, long rows, long keyHash)
      throws SQLException {
    update(
        "INSERT INTO `_penstock_publication` (target, incarnation, table_id, version, run_id,"
            + " definition, fence, `rows`, key_hash, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " UTC_TIMESTAMP(6))",
        publication.table(),
        incarnation,
        publication.source().incarnation(),
        publication.source().version(),
        publication.runId(),
        publication.definition(),
        fence,
        rows,
        keyHash);
  }

  /** Closes the books: the publication is the table's only one, and whole. One transaction. */
  void settle(String table, String current) throws SQLException {
    connection.setAutoCommit(false);
    try {
      forgetOthers(table, current);
      update(
          "UPDATE `_penstock_run` SET state = 'published', updated_at = UTC_TIMESTAMP(6) WHERE run_id"
              + " = ?",
          current);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private void forgetOthers(String table, String current) throws SQLException {
    update(
        "DELETE FROM `_penstock_part` WHERE run_id IN (SELECT run_id FROM `_penstock_run` WHERE target"
            + " = ? AND run_id <> ?)",
        table,
        current);
    update("DELETE FROM `_penstock_run` WHERE target = ? AND run_id <> ?", table, current);
    update(
        "DELETE FROM `_penstock_publication` WHERE target = ? AND incarnation <> ?",
        table,
        current);
  }

  private long number(String sql, String argument) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, argument);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void update(String sql, Object... arguments) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        update.setObject(i + 1, arguments[i]);
      }
      update.executeUpdate();
    }
  }
}
