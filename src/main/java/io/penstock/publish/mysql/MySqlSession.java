package io.penstock.publish.mysql;

import io.penstock.publish.Publication;
import io.penstock.publish.jdbc.Heartbeat;
import io.penstock.publish.jdbc.SqlLedger;
import io.penstock.publish.jdbc.Transactions;
import io.penstock.publish.protocol.ColumnChange;
import io.penstock.publish.protocol.TargetSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The connection on which a table is locked, swapped and merged. */
class MySqlSession implements TargetSession<SQLException> {
  // Bounded, because a task of a killed run may still be at work, and the server's own patience is
  // a year.
  private static final int ORPHAN_SECONDS = 60;

  final Connection c0;
  final MySqlTable table;
  final Publication publication;
  private final SqlLedger ledger;

  MySqlSession(Connection c0, MySqlTable table) {
    this.c0 = c0;
    this.table = table;
    this.publication = table.publication;
    this.ledger = new SqlLedger(c0, MySqlLedger.MYSQL);
  }

  @Override
  public void lock() throws SQLException {
    TargetLock.take(c0, publication, table.timeouts);
  }

  @Override
  public SqlLedger ledger() {
    return ledger;
  }

  Optional<LiveTable> live() throws SQLException {
    return LiveTable.find(c0, publication.table());
  }

  @Override
  public Optional<LiveMark> mark() throws SQLException {
    return live().map(there -> new LiveMark(there.generation()));
  }

  @Override
  public long rows() throws SQLException {
    return count(publication.table());
  }

  @Override
  public boolean drop(String name) throws SQLException {
    if (LiveTable.find(c0, name).isEmpty()) {
      return false;
    }
    dropWithin(ORPHAN_SECONDS, name);
    return true;
  }

  /** Drops a table, if it is there, and waits so long for those who hold it. */
  void dropWithin(int seconds, String name) throws SQLException {
    Transactions.requireNone(c0);
    execute("SET SESSION lock_wait_timeout = " + seconds);
    execute("DROP TABLE IF EXISTS " + MySqlStatements.quoted(name));
  }

  @Override
  public Alive alive() {
    return new Heartbeat(c0)::close;
  }

  List<LiveColumn> liveColumns() throws SQLException {
    return LiveColumn.of(c0, publication.table());
  }

  @Override
  public List<String> columns() throws SQLException {
    return liveColumns().stream().map(LiveColumn::name).toList();
  }

  @Override
  public List<ColumnChange> differences(Collection<String> gone) throws SQLException {
    return Layout.changes(table.columns(), liveColumns(), gone);
  }

  @Override
  public String statement(List<ColumnChange> changes) {
    return "ALTER TABLE "
        + MySqlStatements.quoted(publication.table())
        + " "
        + changes.stream().map(ColumnChange::ddl).collect(Collectors.joining(", "));
  }

  void execute(String text) throws SQLException {
    try (Statement sql = c0.createStatement()) {
      sql.execute(text);
    }
  }

  long count(String name) throws SQLException {
    return number("SELECT COUNT(*) FROM " + MySqlStatements.quoted(name));
  }

  long number(String query) throws SQLException {
    try (Statement sql = c0.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    c0.close();
  }
}
