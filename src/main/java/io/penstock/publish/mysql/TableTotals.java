package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.Parts;
import io.penstock.publish.rows.TableChecksum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The count and the hashes of the committed rows of a table, which the server computes. */
record TableTotals(MySqlEndpoint server, String table, ChecksumColumns hashed) {
  private static final int AT_ONCE = 4;

  // Each row is compared with the bounds before its range, so these are few.
  private static final int MOST_BOUNDS = 7;

  /**
   * Rows of a range of keys.
   *
   * @param condition what stands after WHERE; empty for all rows
   */
  private record Range(String condition, List<String> values) {
    static final Range ALL = new Range("", List.of());

    /**
     * All rows, divided at these values of the key's first column. A row belongs to the range of
     * the first value that it is less than. So it is in exactly one, also where the server puts
     * values in another order than Spark: numbers that are kept as text, a collation that knows no
     * case.
     */
    static List<Range> between(String key, List<String> bounds) {
      String reaches = "t." + MySqlStatements.quoted(key) + " >= ?";
      List<Range> ranges = new ArrayList<>();
      for (int i = 0; i <= bounds.size(); i++) {
        List<String> tests = new ArrayList<>(Collections.nCopies(i, reaches));
        if (i < bounds.size()) {
          tests.add("NOT (" + reaches + ")");
        }
        ranges.add(
            new Range(
                String.join(" AND ", tests), bounds.subList(0, Math.min(i + 1, bounds.size()))));
      }
      return ranges;
    }
  }

  /**
   * All rows. A server uses one core for a query, so a table of many parts is asked for in ranges
   * of its key, on a few connections at once.
   */
  TableChecksum compute(Connection c0, List<String> keys, Parts.Divided divided)
      throws SQLException {
    int every = divided.bounds().size() / (MOST_BOUNDS + 1) + 1;
    List<String> bounds =
        IntStream.range(0, divided.bounds().size())
            .filter(i -> i % every == every - 1)
            .mapToObj(i -> InsertedRows.text(divided.bounds().get(i).get(0)))
            .distinct()
            .toList();
    if (bounds.isEmpty()) {
      return compute(c0, Range.ALL);
    }
    ExecutorService connections = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<TableChecksum>> sums = new ArrayList<>();
      for (Range range : Range.between(keys.get(0), bounds)) {
        sums.add(connections.submit(() -> compute(range)));
      }
      TableChecksum all = TableChecksum.NONE;
      for (Future<TableChecksum> sum : sums) {
        all = all.plus(sum.get());
      }
      return all;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException said) {
        throw said;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while the table was compared", e);
    } finally {
      connections.shutdownNow();
    }
  }

  private TableChecksum compute(Range range) throws SQLException {
    try (Connection connection = server.open()) {
      return compute(connection, range);
    }
  }

  private TableChecksum compute(Connection connection, Range range) throws SQLException {
    String where = range.condition().isEmpty() ? "" : " WHERE " + range.condition();
    try (PreparedStatement sql =
        connection.prepareStatement(
            MySqlStatements.totals(hashed, MySqlStatements.quoted(table) + " t" + where))) {
      for (int i = 0; i < range.values().size(); i++) {
        sql.setString(i + 1, range.values().get(i));
      }
      try (ResultSet row = sql.executeQuery()) {
        row.next();
        return Checksums.of(row);
      }
    }
  }
}
