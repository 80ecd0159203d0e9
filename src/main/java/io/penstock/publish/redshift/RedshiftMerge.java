package io.penstock.publish.redshift;

import io.penstock.publish.Publication;
import io.penstock.publish.protocol.MergeStatements;
import io.penstock.publish.rows.ChangeSet;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.TableChecksum;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements of a merge, in a transaction that is open. Keys are not enforced, so a row is
 * written by removing what has its key.
 *
 * @param stage the table that holds the staged rows
 * @param columns the names of the rows' columns
 */
record RedshiftMerge(
    Connection c0,
    RedshiftEndpoint server,
    Publication publication,
    String stage,
    List<String> columns,
    ChecksumColumns compared)
    implements MergeStatements<SQLException> {

  /** As if there were one: then rows are removed before others are inserted. */
  @Override
  public boolean hasSecondUnique() {
    return true;
  }

  @Override
  public long insert() throws SQLException {
    return update(
        RedshiftStatements.insertStaged(server.table(publication.table()), stage, columns));
  }

  @Override
  public long upsert() {
    throw new IllegalStateException("rows are removed and inserted");
  }

  @Override
  public long deleteGone() throws SQLException {
    return delete(true);
  }

  @Override
  public long deleteWritten() throws SQLException {
    return delete(false);
  }

  private long delete(boolean gone) throws SQLException {
    return update(
        RedshiftStatements.deleteStaged(
            server.schema(), publication.table(), stage, publication.keys(), gone));
  }

  @Override
  public Map<String, TableChecksum> underStagedKeys() throws SQLException {
    Map<String, TableChecksum> totals = new HashMap<>();
    try (Statement sql = c0.createStatement();
        ResultSet row =
            sql.executeQuery(
                RedshiftStatements.stagedTotals(
                    compared, server.table(publication.table()), stage, publication.keys()))) {
      while (row.next()) {
        totals.put(row.getString(4), checksum(row));
      }
    }
    return totals;
  }

  @Override
  public TableChecksum whole() throws SQLException {
    try (Statement sql = c0.createStatement();
        ResultSet row =
            sql.executeQuery(
                RedshiftStatements.totals(compared, server.table(publication.table()) + " t"))) {
      row.next();
      return checksum(row);
    }
  }

  @Override
  public long rows() throws SQLException {
    try (Statement sql = c0.createStatement();
        ResultSet row =
            sql.executeQuery("SELECT COUNT(*) FROM " + server.table(publication.table()))) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public boolean countsTell() {
    return false;
  }

  @Override
  public long touched(ChangeSet changes) {
    throw new IllegalStateException("rows are removed and inserted");
  }

  @Override
  public long updated(long touched, long inserted) {
    throw new IllegalStateException("rows are removed and inserted");
  }

  private static TableChecksum checksum(ResultSet row) throws SQLException {
    return new TableChecksum(row.getLong(1), row.getLong(2), row.getLong(3));
  }

  private long update(String text) throws SQLException {
    try (Statement sql = c0.createStatement()) {
      return sql.executeUpdate(text);
    }
  }
}
