package io.penstock.land.mysql;

import io.penstock.spec.DatabaseTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the server's catalog says of a table.
 *
 * @param from the table or the query, as a statement names it
 * @param primary the columns of its primary key, in their order
 * @param walkable whether ranges of the primary key can be told by comparing its columns
 */
record TableShape(String from, List<TableColumn> columns, List<String> primary, boolean walkable) {
  private static final String COLUMNS =
      "SELECT table_name, column_name, column_type FROM information_schema.columns"
          + " WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position";
  private static final String KEY =
      "SELECT table_name, column_name, sub_part FROM information_schema.statistics"
          + " WHERE table_schema = DATABASE() AND table_name = ? AND index_name = 'PRIMARY'"
          + " ORDER BY seq_in_index";

  /** What is compared as it is sorted. ENUM, for one, is sorted by number and compared as text. */
  private static final Set<String> COMPARED =
      Set.of(
          "tinyint",
          "smallint",
          "mediumint",
          "int",
          "bigint",
          "decimal",
          "char",
          "varchar",
          "binary",
          "varbinary",
          "date",
          "datetime",
          "timestamp",
          "uuid");

  TableShape {
    columns = List.copyOf(columns);
    primary = List.copyOf(primary);
  }

  /** What there is of a table; without columns where there is none. */
  static TableShape of(Connection connection, DatabaseTable source) throws SQLException {
    return source.query().isPresent()
        ? ofQuery(connection, source, source.query().get())
        : ofTable(connection, source);
  }

  private static TableShape ofTable(Connection connection, DatabaseTable source)
      throws SQLException {
    List<TableColumn> columns = new ArrayList<>();
    for (List<String> row : described(connection, COLUMNS, source.name())) {
      columns.add(TableColumn.of(row.get(1), row.get(2), source.tinyInt1()));
    }
    List<String> key = new ArrayList<>();
    boolean whole = true;
    for (List<String> row : described(connection, KEY, source.name())) {
      key.add(row.get(1));
      whole &= row.get(2) == null;
    }
    boolean compared =
        !key.isEmpty()
            && columns.stream()
                .filter(column -> key.contains(column.name()))
                .allMatch(
                    column ->
                        COMPARED.contains(
                            column.type().toLowerCase(Locale.ROOT).replaceFirst("[^a-z].*", "")));
    return new TableShape(TableColumn.quoted(source.name()), columns, key, whole && compared);
  }

  /**
   * What the catalog says of a table. A server may tell names apart by case, and its catalog may
   * not: then rows of both come, and those of the name as it was written are meant.
   */
  private static List<List<String>> described(Connection connection, String query, String table)
      throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (PreparedStatement ask = connection.prepareStatement(query)) {
      ask.setString(1, table);
      try (ResultSet row = ask.executeQuery()) {
        while (row.next()) {
          rows.add(Arrays.asList(row.getString(1), row.getString(2), row.getString(3)));
        }
      }
    }
    List<List<String>> exact = rows.stream().filter(row -> row.get(0).equals(table)).toList();
    return exact.isEmpty() ? rows : exact;
  }

  private static TableShape ofQuery(Connection connection, DatabaseTable source, String query)
      throws SQLException {
    // A comment at its end ends with its line.
    String from = "(" + query + "\n) AS q";
    List<TableColumn> columns = new ArrayList<>();
    try (Statement ask = connection.createStatement();
        ResultSet none = ask.executeQuery("SELECT * FROM " + from + " LIMIT 0")) {
      ResultSetMetaData described = none.getMetaData();
      for (int i = 1; i <= described.getColumnCount(); i++) {
        String type =
            described.getColumnTypeName(i)
                + "("
                + described.getPrecision(i)
                + ","
                + described.getScale(i)
                + ")";
        boolean unsigned = described.getColumnTypeName(i).contains("UNSIGNED");
        columns.add(
            TableColumn.of(
                described.getColumnLabel(i),
                type.replace(" UNSIGNED", "").toLowerCase(Locale.ROOT)
                    + (unsigned ? " unsigned" : ""),
                source.tinyInt1()));
      }
    }
    return new TableShape(from, columns, List.of(), false);
  }

  /** What selects the columns of its rows. */
  String select() {
    List<String> selected = columns.stream().map(TableColumn::selected).toList();
    return "SELECT " + String.join(", ", selected) + " FROM " + from;
  }
}
