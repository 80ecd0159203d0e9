package io.penstock.publish.mysql;

import io.penstock.publish.Publication;
import io.penstock.publish.protocol.MergeStatements;
import io.penstock.publish.rows.ChangeSet;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.TableChecksum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The statements of a merge, in a transaction that is open.
 *
 * @param stage the table that holds the staged rows
 * @param columns the names of the rows' columns
 */
record MySqlMerge(
    Connection c0,
    Publication publication,
    String stage,
    List<String> columns,
    ChecksumColumns compared)
    implements MergeStatements<SQLException> {

  @Override
  public boolean hasSecondUnique() throws SQLException {
    try (PreparedStatement select =
        c0.prepareStatement(
            "SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND"
                + " TABLE_NAME = ? AND NON_UNIQUE = 0 AND INDEX_NAME <> 'PRIMARY'")) {
      select.setString(1, publication.table());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1) > 0;
      }
    }
  }

  @Override
  public long insert() throws SQLException {
    return insert(Optional.empty());
  }

  @Override
  public long upsert() throws SQLException {
    return insert(Optional.of(publication.keys()));
  }

  private long insert(Optional<List<String>> keys) throws SQLException {
    return update(MySqlStatements.insertStaged(publication.table(), stage, columns, keys));
  }

  @Override
  public long deleteGone() throws SQLException {
    return update(
        MySqlStatements.deleteStaged(publication.table(), stage, publication.keys(), true));
  }

  @Override
  public long deleteWritten() throws SQLException {
    return update(
        MySqlStatements.deleteStaged(publication.table(), stage, publication.keys(), false));
  }

  @Override
  public Map<String, TableChecksum> underStagedKeys() throws SQLException {
    try (Statement sql = c0.createStatement();
        ResultSet row =
            sql.executeQuery(
                MySqlStatements.stagedTotals(
                    compared, publication.table(), stage, publication.keys()))) {
      Map<String, TableChecksum> totals = new HashMap<>();
      while (row.next()) {
        totals.put(row.getString(4), Checksums.of(row));
      }
      return totals;
    }
  }

  @Override
  public TableChecksum whole() throws SQLException {
    try (Statement sql = c0.createStatement();
        ResultSet row =
            sql.executeQuery(
                MySqlStatements.totals(
                    compared, MySqlStatements.quoted(publication.table()) + " t"))) {
      row.next();
      return Checksums.of(row);
    }
  }

  @Override
  public long rows() throws SQLException {
    try (Statement sql = c0.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT COUNT(*) FROM " + MySqlStatements.quoted(publication.table()))) {
      row.next();
      return row.getLong(1);
    }
  }

  // An inserted row counts 1, an updated one 2, and one that is as it was nothing: which tells what
  // was there only where every column is compared.
  @Override
  public boolean countsTell() {
    return compared.row().size() == columns.size();
  }

  @Override
  public long touched(ChangeSet changes) {
    return changes.inserts() + 2 * changes.updates();
  }

  @Override
  public long updated(long touched, long inserted) {
    return Math.max(0, (touched - inserted) / 2);
  }

  private long update(String text) throws SQLException {
    try (Statement sql = c0.createStatement()) {
      return sql.executeLargeUpdate(text);
    }
  }
}
