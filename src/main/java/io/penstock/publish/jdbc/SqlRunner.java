package io.penstock.publish.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements whose values are bound, on one connection. */
record SqlRunner(Connection connection) {

  /** Reads one row of a result. */
  interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Says how many rows were touched. */
  int update(String sql, Object... arguments) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      bind(update, arguments);
      return update.executeUpdate();
    }
  }

  <T> List<T> all(String sql, Reading<T> reading, Object... arguments) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, arguments);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(reading.of(row));
        }
      }
    }
    return rows;
  }

  <T> Optional<T> first(String sql, Reading<T> reading, Object... arguments) throws SQLException {
    return all(sql, reading, arguments).stream().findFirst();
  }

  long number(String sql, Object... arguments) throws SQLException {
    return first(sql, row -> row.getLong(1), arguments).orElse(0L);
  }

  private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
  }
}
