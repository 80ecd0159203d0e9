package io.penstock.publish.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Makes the tables of the ledger, or brings those of an earlier version up to date. */
record LedgerTables(Connection connection, LedgerDialect dialect) {

  void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String ddl : dialect.tables()) {
        change(statement, ddl);
      }
      rename(statement, SqlLedger.PUBLICATION, LedgerColumns.GENERATION);
      rename(statement, SqlLoads.RUN, LedgerColumns.LOAD);
      rename(statement, SqlLoads.RUN, LedgerColumns.DEFINITION);
      rename(statement, SqlLoads.PART, LedgerColumns.LOAD);
      LedgerColumns there = LedgerColumns.of(connection, dialect, SqlLedger.PUBLICATION);
      for (Map.Entry<String, String> later : dialect.laterColumns().entrySet()) {
        if (!there.has(later.getKey())) {
          change(statement, later.getValue());
        }
      }
    }
  }

  private void rename(Statement statement, String table, String column) throws SQLException {
    if (!LedgerColumns.of(connection, dialect, table).has(column)) {
      change(
          statement,
          "ALTER TABLE "
              + dialect.quoted(table)
              + " RENAME COLUMN "
              + LedgerColumns.FORMER.get(column)
              + " TO "
              + column);
    }
  }

  private void change(Statement statement, String ddl) throws SQLException {
    try {
      statement.execute(ddl);
    } catch (SQLException e) {
      // Another table's publication has just done it.
      if (!dialect.isChangedAlready(e)) {
        throw e;
      }
    }
  }
}
