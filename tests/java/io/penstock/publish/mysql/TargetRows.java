package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A table in a server and one in the lake, compared row by row as multisets. */
final class TargetRows {
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  private TargetRows() {}

  static void assertSame(Connection connection, String table, Dataset<Row> lake)
      throws SQLException {
    List<String> columns = Arrays.stream(lake.columns()).sorted().toList();
    assertThat(of(connection, table, columns)).isEqualTo(of(lake, columns));
  }

  static TreeMap<String, Integer> of(Connection connection, String table, List<String> columns)
      throws SQLException {
    TreeMap<String, Integer> rows = new TreeMap<>();
    try (connection;
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT " + MySqlStatements.names(columns) + " FROM `" + table + "`")) {
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          values.add(row.getString(i));
        }
        rows.merge(values.toString(), 1, Integer::sum);
      }
    }
    return rows;
  }

  static TreeMap<String, Integer> of(Dataset<Row> lake, List<String> columns) {
    TreeMap<String, Integer> rows = new TreeMap<>();
    for (Row row : lake.collectAsList()) {
      List<String> values = new ArrayList<>();
      for (String column : columns) {
        values.add(text(row.getAs(column)));
      }
      rows.merge(values.toString(), 1, Integer::sum);
    }
    return rows;
  }

  private static String text(Object value) {
    if (value instanceof java.sql.Timestamp instant) {
      return INSTANT.format(instant.toInstant());
    }
    return value == null ? null : value.toString();
  }
}
