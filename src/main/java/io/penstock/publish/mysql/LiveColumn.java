package io.penstock.publish.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column of a table that is there.
 *
 * @param type in the server's words, without NOT NULL
 * @param collation of a text column
 */
record LiveColumn(String name, String type, Optional<String> collation, String comment) {

  static List<LiveColumn> of(Connection connection, String table) throws SQLException {
    List<LiveColumn> columns = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT COLUMN_NAME, COLUMN_TYPE, COLLATION_NAME, COLUMN_COMMENT FROM"
                + " information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?"
                + " ORDER BY ORDINAL_POSITION")) {
      select.setString(1, table);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          columns.add(
              new LiveColumn(
                  row.getString(1),
                  row.getString(2),
                  Optional.ofNullable(row.getString(3)),
                  row.getString(4) == null ? "" : row.getString(4)));
        }
      }
    }
    return columns;
  }

  /** Columns with the comments that somebody gave to those of the same name. */
  static List<MySqlColumn> commented(List<MySqlColumn> columns, List<LiveColumn> live) {
    return columns.stream()
        .map(
            column ->
                named(live, column.name())
                    .filter(there -> !there.comment().isEmpty())
                    .map(
                        there ->
                            new MySqlColumn(
                                column.name(),
                                column.type()
                                    + " COMMENT "
                                    + MySqlStatements.literal(there.comment()),
                                column.form()))
                    .orElse(column))
        .toList();
  }

  static Optional<LiveColumn> named(List<LiveColumn> columns, String name) {
    return columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst();
  }
}
