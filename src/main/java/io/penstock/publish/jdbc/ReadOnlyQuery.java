package io.penstock.publish.jdbc;

import io.penstock.publish.Answer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A statement that reads, in a transaction that may do nothing else and is rolled back. What begins
 * like no query is not even sent.
 */
public final class ReadOnlyQuery {
  private static final Pattern QUERY =
      Pattern.compile(
          "(?is)(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/|\\()*(?:SELECT|WITH|SHOW|EXPLAIN|DESCRIBE|DESC|VALUES)\\b.*");

  private static final Pattern INTO = Pattern.compile("(?is).*\\bINTO\\s+(?:OUTFILE|DUMPFILE|@).*");

  private ReadOnlyQuery() {}

  /** Why a statement is none; empty if it is one. */
  public static Optional<String> problem(String sql) {
    boolean reads = QUERY.matcher(sql).matches() && !INTO.matcher(sql).matches();
    return reads
        ? Optional.empty()
        : Optional.of("it reads only. Write a SELECT, WITH, SHOW, EXPLAIN or DESCRIBE");
  }

  /**
   * @param limit the most rows
   */
  public static Answer of(Connection connection, String sql, int limit) throws SQLException {
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(limit + 1);
      try (ResultSet row = statement.executeQuery(sql)) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          columns.add(row.getMetaData().getColumnLabel(i));
        }
        List<List<String>> rows = new ArrayList<>();
        while (row.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= columns.size(); i++) {
            values.add(row.getString(i));
          }
          rows.add(values);
        }
        boolean more = rows.size() > limit;
        return new Answer(columns, more ? rows.subList(0, limit) : rows, more);
      }
    } finally {
      connection.rollback();
    }
  }
}
