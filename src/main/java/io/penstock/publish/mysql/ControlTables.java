package io.penstock.publish.mysql;

import io.penstock.plan.Published;
import io.penstock.publish.Publication;
import io.penstock.publish.RetryPause;
import io.penstock.publish.rows.TableChecksum;
import io.penstock.spec.RefusedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Penstock's own tables in the target database: runs, parts, publications. */
final class ControlTables {
  private static final int NO_SUCH_TABLE = 1146;
  private static final int NO_SUCH_COLUMN = 1054;
  private static final int DUPLICATE_COLUMN = 1060;

  private static final int TRIES = 6;
  private static final Set<Integer> DEADLOCKS = Set.of(1205, 1213);

  private final Connection connection;

  ControlTables(Connection connection) {
    this.connection = connection;
  }

  void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String ddl : MySqlText.controlTables()) {
        statement.execute(ddl);
      }
      // Tables of earlier versions: one that published whole tables only, one that knew no owner,
      // one that hashed in another way.
      add(statement, "row_hash", MySqlText.ADD_TOTALS);
      add(statement, "owner", MySqlText.ADD_OWNER);
      add(statement, "hash_method", MySqlText.ADD_METHOD);
    }
  }

  private static void add(Statement statement, String column, String ddl) throws SQLException {
    try {
      statement.executeQuery("SELECT " + column + " FROM `_penstock_publication` LIMIT 0").close();
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_SUCH_COLUMN) {
        throw e;
      }
      try {
        statement.execute(ddl);
      } catch (SQLException twice) {
        // Another table's publication has just done it.
        if (twice.getErrorCode() != DUPLICATE_COLUMN) {
          throw twice;
        }
      }
    }
  }

  /**
   * Whose the published table is; empty when it is not known, because an earlier version made it.
   * Of several publications under one name any with an owner tells.
   */
  Optional<String> owner(String table) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT owner FROM `_penstock_publication` WHERE target = ? AND owner <> '' ORDER BY"
                + " fence DESC LIMIT 1")) {
      select.setString(1, table);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_SUCH_TABLE || e.getErrorCode() == NO_SUCH_COLUMN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * @throws RefusedException if another pipeline, or one with another lake, has made the table
   */
  void requireOwner(Publication publication) throws SQLException {
    Optional<String> owner =
        owner(publication.table()).filter(other -> !other.equals(publication.owner()));
    if (owner.isPresent()) {
      throw new RefusedException(
          publication.place()
              + ": cannot publish '"
              + publication.table()
              + "' because the table belongs to another pipeline. Found: it was made by the pipeline "
              + owner.get()
              + "; this is "
              + publication.owner()
              + ". Choose another 'table' or another database. If that pipeline is gone, or is this one"
              + " before its lake moved, give the table up there: UPDATE `_penstock_publication` SET"
              + " owner = '' WHERE target = "
              + MySqlText.literal(publication.table())
              + ".");
    }
  }

  /** What the row says that belongs to a publication of a table. */
  Optional<Published> publication(String table, String generation) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT p.table_id, p.version, p.definition, NOT EXISTS (SELECT 1 FROM `_penstock_run` r"
                + " WHERE r.target = p.target AND r.state <> 'published') FROM"
                + " `_penstock_publication` p WHERE p.target = ? AND p.incarnation = ?")) {
      select.setString(1, table);
      select.setString(2, generation);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Published(
                    row.getString(1), row.getLong(2), row.getString(3), row.getBoolean(4)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_SUCH_TABLE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The same with its totals. */
  Optional<PublicationState> standing(String table, String generation) throws SQLException {
    try {
      return standing(table, generation, "hash_method");
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_SUCH_COLUMN) {
        throw e;
      }
      // Tables of an earlier version, which nobody has added the column to yet.
      return standing(table, generation, "1");
    }
  }

  private Optional<PublicationState> standing(String table, String generation, String method)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT `rows`, key_hash, row_hash, table_id, version, definition, other_rows,"
                + " other_key_hash, other_row_hash, "
                + method
                + " FROM `_penstock_publication` WHERE target = ? AND incarnation = ?")) {
      select.setString(1, table);
      select.setString(2, generation);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new PublicationState(
                    generation,
                    row.getString(4),
                    row.getLong(5),
                    row.getString(6),
                    Checksums.of(row),
                    new TableChecksum(row.getLong(7), row.getLong(8), row.getLong(9)),
                    row.getInt(10) == MySqlDialect.METHOD))
            : Optional.empty();
      }
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

  /** Makes every earlier publisher of the table stale, and says by which number. */
  long raiseFence(String table, String generation) throws SQLException {
    update(
        "UPDATE `_penstock_publication` SET fence = fence + 1 WHERE target = ? AND incarnation = ?",
        table,
        generation);
    return number("SELECT MAX(fence) FROM `_penstock_publication` WHERE target = ?", table);
  }

  /** Whether the publication is still as it was; locks its row until the transaction ends. */
  boolean stillAt(String table, String generation, long version, long fence) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT version, fence FROM `_penstock_publication` WHERE target = ? AND incarnation = ?"
                + " FOR UPDATE")) {
      select.setString(1, table);
      select.setString(2, generation);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getLong(1) == version && row.getLong(2) == fence;
      }
    }
  }

  /** The runs of a table that never came to their end. */
  List<String> unfinished(String table) throws SQLException {
    return runs("target = ? AND state <> 'published'", table);
  }

  /**
   * @param run the name of what is about to be loaded: the new generation, or that of a stage
   * @param from the version that is there; empty when it does not matter
   */
  void begin(Publication publication, String run, Optional<Long> from, int parts, long rows)
      throws SQLException {
    update(
        "INSERT INTO `_penstock_run` (run_id, target, mode, table_id, from_version, to_version, parts,"
            + " schema_hash, expected_rows, state, started_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?,"
            + " ?, ?, 'loading', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))",
        run,
        publication.table(),
        from.isEmpty()
            ? "swap"
            : publication.delivery().mode().name().toLowerCase(java.util.Locale.ROOT),
        publication.source().generation(),
        from.orElse(null),
        publication.source().version(),
        parts,
        publication.definition().digest(),
        rows);
  }

  /** Rows that the parts of a run have committed. */
  long committedRows(String run) throws SQLException {
    return number("SELECT COALESCE(SUM(`rows`), 0) FROM `_penstock_part` WHERE run_id = ?", run);
  }

  /** The row hash of what the parts of a run have sent. */
  long checksum(String run) throws SQLException {
    return number("SELECT COALESCE(SUM(checksum), 0) FROM `_penstock_part` WHERE run_id = ?", run);
  }

  void publish(Publication publication, String generation, long fence, TableChecksum gold)
      throws SQLException {
    update(
        "INSERT INTO `_penstock_publication` (target, incarnation, table_id, version, run_id,"
            + " definition, fence, `rows`, key_hash, row_hash, other_rows, other_key_hash,"
            + " other_row_hash, updated_at, owner, hash_method) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " 0, 0, 0, UTC_TIMESTAMP(6), ?, ?)",
        publication.table(),
        generation,
        publication.source().generation(),
        publication.source().version(),
        publication.runId(),
        publication.definition().digest(),
        fence,
        gold.rows(),
        gold.keyHash(),
        gold.rowHash(),
        publication.owner(),
        MySqlDialect.METHOD);
  }

  /** The same table at another version. Part of the transaction that changes its rows. */
  void advance(
      Publication publication,
      String generation,
      String run,
      TableChecksum gold,
      TableChecksum others)
      throws SQLException {
    update(
        "UPDATE `_penstock_publication` SET table_id = ?, version = ?, run_id = ?, definition = ?,"
            + " `rows` = ?, key_hash = ?, row_hash = ?, other_rows = ?, other_key_hash = ?,"
            + " other_row_hash = ?, updated_at = UTC_TIMESTAMP(6), owner = ?, hash_method = ? WHERE"
            + " target = ? AND incarnation = ?",
        publication.source().generation(),
        publication.source().version(),
        publication.runId(),
        publication.definition().digest(),
        gold.rows(),
        gold.keyHash(),
        gold.rowHash(),
        others.rows(),
        others.keyHash(),
        others.rowHash(),
        publication.owner(),
        MySqlDialect.METHOD,
        publication.table(),
        generation);
    update(
        "UPDATE `_penstock_run` SET state = 'committed', updated_at = UTC_TIMESTAMP(6) WHERE run_id ="
            + " ?",
        run);
  }

  /** How a run of a table ended; empty when nothing is known of it. */
  Optional<String> state(String run) throws SQLException {
    // A locking read: it waits for the end of a COMMIT that is still under way.
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT state FROM `_penstock_run` WHERE run_id = ? FOR UPDATE")) {
      select.setString(1, run);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /**
   * Closes the books: the publication is the table's only one, and whole. One transaction, tried
   * again when it meets those of other tables' publications.
   */
  void settle(String table, String current) throws SQLException {
    int before = connection.getTransactionIsolation();
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    try {
      for (int i = 1; ; i++) {
        try {
          settleOnce(table, current);
          return;
        } catch (SQLException e) {
          if (!DEADLOCKS.contains(e.getErrorCode()) || i == TRIES) {
            throw e;
          }
          RetryPause.after(i);
        }
      }
    } finally {
      connection.setTransactionIsolation(before);
    }
  }

  private void settleOnce(String table, String current) throws SQLException {
    Transactions.<Void, RuntimeException>begun(
        connection,
        () -> {
          forgetOthers(table, current);
          update(
              "UPDATE `_penstock_run` SET state = 'published', updated_at = UTC_TIMESTAMP(6) WHERE"
                  + " run_id = ?",
              current);
          return null;
        });
    Transactions.commit(connection);
  }

  // By their keys, one by one: a scan would wait for the parts that other publications load.
  private void forgetOthers(String table, String current) throws SQLException {
    for (String run : runs("target = ?", table)) {
      if (!run.equals(current)) {
        update("DELETE FROM `_penstock_part` WHERE run_id = ?", run);
        update("DELETE FROM `_penstock_run` WHERE run_id = ?", run);
      }
    }
    update(
        "DELETE FROM `_penstock_publication` WHERE target = ? AND incarnation <> ?",
        table,
        current);
  }

  private List<String> runs(String condition, String table) throws SQLException {
    List<String> runs = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement("SELECT run_id FROM `_penstock_run` WHERE " + condition)) {
      select.setString(1, table);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          runs.add(row.getString(1));
        }
      }
    }
    return runs;
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
