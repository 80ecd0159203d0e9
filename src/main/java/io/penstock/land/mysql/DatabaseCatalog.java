package io.penstock.land.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks up what tables a database has, in the order of their names. */
public final class DatabaseCatalog {
  private static final String TABLES =
      "SELECT table_name, table_type, table_comment FROM information_schema.tables"
          + " WHERE table_schema = DATABASE() ORDER BY table_name";
  private static final String COLUMNS =
      "SELECT table_name, column_name, column_comment FROM information_schema.columns"
          + " WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position";
  private static final String KEYS =
      "SELECT table_name, column_name, '' FROM information_schema.statistics"
          + " WHERE table_schema = DATABASE() AND index_name = 'PRIMARY'"
          + " ORDER BY table_name, seq_in_index";

  private DatabaseCatalog() {}

  /** All tables and views that the user may see. */
  public static List<CatalogTable> of(MySqlEndpoint server) throws SQLException {
    try (Connection connection = server.open()) {
      Map<String, List<String>> columns = byTable(connection, COLUMNS);
      Map<String, List<String>> keys = byTable(connection, KEYS);
      List<CatalogTable> tables = new ArrayList<>();
      for (List<String> row : rows(connection, TABLES)) {
        String name = row.get(0);
        tables.add(
            new CatalogTable(
                name,
                !row.get(1).contains("TABLE") || row.get(1).contains("VIEW"),
                row.get(1).contains("VIEW") ? "" : row.get(2),
                columns.getOrDefault(name, List.of()),
                keys.getOrDefault(name, List.of())));
      }
      return tables;
    }
  }

  private static Map<String, List<String>> byTable(Connection connection, String query)
      throws SQLException {
    Map<String, List<String>> byTable = new LinkedHashMap<>();
    for (List<String> row : rows(connection, query)) {
      byTable.computeIfAbsent(row.get(0), name -> new ArrayList<>()).add(row.get(1));
    }
    return byTable;
  }

  private static List<List<String>> rows(Connection connection, String query) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement ask = connection.createStatement();
        ResultSet row = ask.executeQuery(query)) {
      while (row.next()) {
        rows.add(List.of(row.getString(1), row.getString(2), text(row.getString(3))));
      }
    }
    return rows;
  }

  private static String text(String comment) {
    return comment == null ? "" : comment.strip();
  }
}
