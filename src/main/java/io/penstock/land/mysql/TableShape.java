package io.penstock.land.mysql;

import io.penstock.spec.DatabaseTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the server's catalog says of a table.
 *
 * @param primary the columns of its primary key, in their order
 * @param walkable whether ranges of the primary key can be told by comparing its columns
 */
record TableShape(String table, List<TableColumn> columns, List<String> primary, boolean walkable) {
  private static final String COLUMNS =
      "SELECT table_name, column_name, column_type FROM information_schema.columns"
          + " WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position";
  private static final String KEY =
      "SELECT column_name, sub_part, table_name FROM information_schema.statistics"
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
    String table = source.name();
    List<TableColumn> columns = new ArrayList<>();
    List<String> key = new ArrayList<>();
    boolean whole = true;
    try (PreparedStatement ask = connection.prepareStatement(COLUMNS)) {
      ask.setString(1, table);
      try (ResultSet row = ask.executeQuery()) {
        while (row.next()) {
          if (isIt(row.getString(1), table)) {
            columns.add(TableColumn.of(row.getString(2), row.getString(3), source.tinyInt1()));
          }
        }
      }
    }
    try (PreparedStatement ask = connection.prepareStatement(KEY)) {
      ask.setString(1, table);
      try (ResultSet row = ask.executeQuery()) {
        while (row.next()) {
          if (isIt(row.getString(3), table)) {
            key.add(row.getString(1));
            whole &= row.getString(2) == null;
          }
        }
      }
    }
    boolean compared =
        !key.isEmpty()
            && columns.stream()
                .filter(column -> key.contains(column.name()))
                .allMatch(
                    column ->
                        COMPARED.contains(
                            column.type().toLowerCase(Locale.ROOT).replaceFirst("[^a-z].*", "")));
    return new TableShape(table, columns, key, whole && compared);
  }

  // A server may tell names apart by case, and its catalog may not.
  private static boolean isIt(String found, String table) {
    return found.equals(table) || found.equals(table.toLowerCase(Locale.ROOT));
  }

  /** What selects the columns of its rows. */
  String select() {
    List<String> selected = columns.stream().map(TableColumn::selected).toList();
    return "SELECT " + String.join(", ", selected) + " FROM " + TableColumn.quoted(table);
  }
}
