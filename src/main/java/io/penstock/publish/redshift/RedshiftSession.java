package io.penstock.publish.redshift;

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

/** The connection on which a table is swapped and merged, and the one that holds its lock. */
class RedshiftSession implements TargetSession<SQLException> {
  final Connection c0;
  final RedshiftTable table;
  final Publication publication;
  private final SqlLedger ledger;
  private RelationLock lock;

  RedshiftSession(Connection c0, RedshiftTable table) {
    this.c0 = c0;
    this.table = table;
    this.publication = table.publication;
    this.ledger = new SqlLedger(c0, new RedshiftLedger(table.server.schema()));
  }

  @Override
  public void lock() throws SQLException {
    lock = RelationLock.take(table.server, publication, table.timeouts.publisherSeconds());
  }

  @Override
  public SqlLedger ledger() {
    return ledger;
  }

  Optional<LiveRelation> live() throws SQLException {
    return find(publication.table());
  }

  Optional<LiveRelation> find(String name) throws SQLException {
    return LiveRelation.find(c0, table.server.schema(), name);
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
    table.staged.remove(name);
    if (find(name).isEmpty()) {
      return false;
    }
    dropTable(name);
    return true;
  }

  void dropTable(String name) throws SQLException {
    Transactions.requireNone(c0);
    execute("DROP TABLE IF EXISTS " + table.server.table(name));
  }

  /** Rows are loaded on a connection of their own, so both of these are kept alive. */
  @Override
  public Alive alive() {
    Heartbeat own = new Heartbeat(c0);
    Optional<Heartbeat> locked = Optional.ofNullable(lock).map(l -> new Heartbeat(l.connection()));
    return () -> {
      own.close();
      locked.ifPresent(Heartbeat::close);
    };
  }

  List<RedshiftLiveColumn> liveColumns() throws SQLException {
    Optional<LiveRelation> there = live();
    return there.isPresent() ? there.get().columns(c0) : List.of();
  }

  @Override
  public List<String> columns() throws SQLException {
    return liveColumns().stream().map(RedshiftLiveColumn::name).toList();
  }

  @Override
  public List<ColumnChange> differences(Collection<String> gone) throws SQLException {
    return RedshiftLayout.changes(table.columns(), liveColumns(), gone);
  }

  @Override
  public String statement(List<ColumnChange> changes) {
    return changes.stream().map(this::alter).collect(Collectors.joining("; "));
  }

  /** Redshift takes one change at a time. */
  String alter(ColumnChange change) {
    return "ALTER TABLE " + table.server.table(publication.table()) + " " + change.ddl();
  }

  void execute(String text) throws SQLException {
    try (Statement sql = c0.createStatement()) {
      sql.execute(text);
    }
  }

  long count(String name) throws SQLException {
    return number("SELECT COUNT(*) FROM " + table.server.table(name));
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
    try {
      c0.close();
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }
}
