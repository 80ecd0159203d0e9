package io.penstock.publish.jdbc;

import io.penstock.plan.Published;
import io.penstock.publish.Publication;
import io.penstock.publish.RetryPause;
import io.penstock.publish.protocol.PublicationLedger;
import io.penstock.publish.protocol.PublicationState;
import io.penstock.publish.rows.TableChecksum;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ledger as tables beside the published ones: publications, what is loaded, its parts. */
public final class SqlLedger implements PublicationLedger<SQLException> {
  static final String PUBLICATION = "_penstock_publication";
  private static final int TRIES = 6;

  private final Connection connection;
  private final LedgerDialect dialect;
  private final SqlRunner sql;
  private final SqlLoads loads;
  private LedgerColumns columns;

  public SqlLedger(Connection connection, LedgerDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
    this.sql = new SqlRunner(connection);
    this.loads = new SqlLoads(sql, dialect);
  }

  private String publications() {
    return dialect.quoted(PUBLICATION);
  }

  private LedgerColumns columns() throws SQLException {
    if (columns == null) {
      columns = LedgerColumns.of(connection, dialect, PUBLICATION);
    }
    return columns;
  }

  /** A question that may come while somebody else renames or makes what it is about. */
  private interface Question<T> {
    Optional<T> ask() throws SQLException;
  }

  private <T> Optional<T> asked(Question<T> question) throws SQLException {
    try {
      return columns().isThere() ? question.ask() : Optional.empty();
    } catch (SQLException e) {
      if (!dialect.isMissing(e)) {
        throw e;
      }
    }
    columns = null;
    try {
      return columns().isThere() ? question.ask() : Optional.empty();
    } catch (SQLException e) {
      // A part of the ledger may be gone, which the next publication makes again.
      if (!dialect.isMissing(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  // Where a column is missing, nobody has brought the tables of an earlier version up to date.
  private String orNone(String column) {
    return columns.has(column) ? column : "0";
  }

  private String generation() throws SQLException {
    return columns().name(LedgerColumns.GENERATION);
  }

  @Override
  public void create() throws SQLException {
    new LedgerTables(connection, dialect).create();
    columns = null;
  }

  // Of several publications under one name any with an owner tells.
  @Override
  public Optional<String> owner(String table) throws SQLException {
    return asked(
        () ->
            columns().has("owner")
                ? sql.first(
                    "SELECT owner FROM "
                        + publications()
                        + " WHERE target = ? AND owner <> '' ORDER BY fence DESC LIMIT 1",
                    row -> row.getString(1),
                    table)
                : Optional.empty());
  }

  @Override
  public Optional<Published> published(String table, String generation) throws SQLException {
    return asked(() -> publishedNow(table, generation));
  }

  private Optional<Published> publishedNow(String table, String generation) throws SQLException {
    return sql.first(
        "SELECT p.table_id, p.version, p.definition, (SELECT COUNT(*) FROM "
            + dialect.quoted(SqlLoads.RUN)
            + " WHERE target = ? AND "
            + SqlLoads.isUnfinished("")
            + ") FROM "
            + publications()
            + " p WHERE p.target = ? AND p."
            + generation()
            + " = ?",
        row ->
            new Published(row.getString(1), row.getLong(2), row.getString(3), row.getLong(4) == 0),
        table,
        table,
        generation);
  }

  @Override
  public Optional<PublicationState> state(String table, String generation) throws SQLException {
    return asked(() -> stateNow(table, generation));
  }

  private Optional<PublicationState> stateNow(String table, String generation) throws SQLException {
    return sql.first(
        "SELECT table_id, version, definition, "
            + dialect.quoted("rows")
            + ", key_hash, "
            + List.of("row_hash", "other_rows", "other_key_hash", "other_row_hash").stream()
                .map(this::orNone)
                .collect(Collectors.joining(", "))
            + ", "
            + orNone("hash_method")
            + " FROM "
            + publications()
            + " WHERE target = ? AND "
            + generation()
            + " = ?",
        row ->
            new PublicationState(
                generation,
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                new TableChecksum(row.getLong(4), row.getLong(5), row.getLong(6)),
                new TableChecksum(row.getLong(7), row.getLong(8), row.getLong(9)),
                row.getInt(10) == dialect.hashMethod()),
        table,
        generation);
  }

  @Override
  public boolean knows(String table) throws SQLException {
    return sql.number("SELECT COUNT(*) FROM " + publications() + " WHERE target = ?", table) > 0;
  }

  @Override
  public long nextFence(String table) throws SQLException {
    return highestFence(table) + 1;
  }

  private long highestFence(String table) throws SQLException {
    return sql.number(
        "SELECT COALESCE(MAX(fence), 0) FROM " + publications() + " WHERE target = ?", table);
  }

  @Override
  public long raiseFence(String table, String generation) throws SQLException {
    sql.update(
        "UPDATE " + publications() + " SET fence = fence + 1 WHERE target = ? AND generation = ?",
        table,
        generation);
    return highestFence(table);
  }

  @Override
  public boolean stillAt(String table, PublicationState at, long fence) throws SQLException {
    if (!dialect.locksRows()) {
      return sql.update(
              "UPDATE "
                  + publications()
                  + " SET fence = fence WHERE target = ? AND generation = ? AND version = ? AND"
                  + " fence = ?",
              table,
              at.generation(),
              at.version(),
              fence)
          == 1;
    }
    return sql.first(
            "SELECT version, fence FROM "
                + publications()
                + " WHERE target = ? AND generation = ? FOR UPDATE",
            row -> row.getLong(1) == at.version() && row.getLong(2) == fence,
            table,
            at.generation())
        .orElse(false);
  }

  @Override
  public List<String> unfinished(String table) throws SQLException {
    return loads.unfinished(table);
  }

  @Override
  public void begin(Publication publication, String run, Optional<Long> from, int parts, long rows)
      throws SQLException {
    loads.begin(publication, run, from, parts, rows);
  }

  @Override
  public Loaded loaded(String run) throws SQLException {
    return loads.loaded(run);
  }

  @Override
  public void publish(Publication publication, String generation, long fence, TableChecksum gold)
      throws SQLException {
    sql.update(
        "INSERT INTO "
            + publications()
            + " (target, generation, table_id, version, run_id, definition, fence, "
            + dialect.quoted("rows")
            + ", key_hash, row_hash, other_rows, other_key_hash, other_row_hash, updated_at, owner,"
            + " hash_method) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, "
            + dialect.now()
            + ", ?, ?)",
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
        dialect.hashMethod());
  }

  @Override
  public void advance(
      Publication publication,
      String generation,
      String run,
      TableChecksum gold,
      TableChecksum others)
      throws SQLException {
    sql.update(
        "UPDATE "
            + publications()
            + " SET table_id = ?, version = ?, run_id = ?, definition = ?, "
            + dialect.quoted("rows")
            + " = ?, key_hash = ?, row_hash = ?, other_rows = ?, other_key_hash = ?,"
            + " other_row_hash = ?, updated_at = "
            + dialect.now()
            + ", owner = ?, hash_method = ? WHERE target = ? AND generation = ?",
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
        dialect.hashMethod(),
        publication.table(),
        generation);
    loads.enter(run, "committed");
  }

  @Override
  public boolean isCommitted(String run) throws SQLException {
    return loads.isCommitted(run);
  }

  /**
   * Whether a generation is the last one that was entered for its table; whoever enters another one
   * then waits for the end of this transaction.
   */
  public boolean isNewest(String table, String generation) throws SQLException {
    String newest = "(SELECT MAX(fence) FROM " + publications() + " WHERE target = ?)";
    String untouched = " SET fence = fence WHERE target = ? AND generation = ? AND fence = ";
    return sql.update("UPDATE " + publications() + untouched + newest, table, generation, table)
        == 1;
  }

  /** Enters a part of what is loaded, in the transaction that loads it. */
  public void enterPart(String load, int part, long rows, long checksum) throws SQLException {
    loads.enterPart(load, part, rows, checksum);
  }

  // One transaction, tried again when it meets those of other tables' publications.
  @Override
  public void settle(String table, String generation) throws SQLException {
    if (!dialect.choosesIsolation()) {
      settlePatiently(table, generation);
      return;
    }
    int before = connection.getTransactionIsolation();
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    try {
      settlePatiently(table, generation);
    } finally {
      connection.setTransactionIsolation(before);
    }
  }

  private void settlePatiently(String table, String generation) throws SQLException {
    for (int i = 1; ; i++) {
      try {
        settleOnce(table, generation);
        return;
      } catch (SQLException e) {
        if (!dialect.isConflict(e) || i == TRIES) {
          throw e;
        }
        RetryPause.after(i);
      }
    }
  }

  private void settleOnce(String table, String generation) throws SQLException {
    Transactions.<Void, RuntimeException>begun(
        connection,
        () -> {
          loads.forgetAllBut(table, generation);
          sql.update(
              "DELETE FROM " + publications() + " WHERE target = ? AND generation <> ?",
              table,
              generation);
          loads.enter(generation, "published");
          return null;
        });
    Transactions.commit(connection);
  }
}
