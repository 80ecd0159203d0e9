package io.penstock.local.redshift;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the front itself does in a database, on a connection of its own. */
final class StandInDatabase implements AutoCloseable {
  private final Connection connection;
  private final Set<Integer> widths = new HashSet<>();

  StandInDatabase(Connection connection) {
    this.connection = connection;
  }

  boolean isOpen() {
    try {
      return !connection.isClosed() && connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  /** The type that holds so many bytes of text. */
  synchronized String varchar(int width) {
    if (widths.add(width)) {
      try (Statement sql = connection.createStatement()) {
        sql.execute(
            "CREATE DOMAIN redshift.varchar_"
                + width
                + " AS text CHECK (octet_length(VALUE) <= "
                + width
                + ")");
      } catch (SQLException e) {
        // It is there already.
        if (!"42710".equals(e.getSQLState())) {
          throw new RedshiftError("XX000", e.getMessage());
        }
      }
    }
    return "redshift.varchar_" + width;
  }

  /**
   * The columns of a table in their order.
   *
   * @param table as it is written, quoted or not
   */
  synchronized List<CopyColumn> columns(String table) {
    List<CopyColumn> columns = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT c.column_name, c.data_type, coalesce(c.character_maximum_length, 0) FROM"
                + " redshift.svv_columns c JOIN pg_class t ON t.oid = ?::regclass JOIN pg_namespace n"
                + " ON n.oid = t.relnamespace WHERE c.table_schema = n.nspname AND c.table_name ="
                + " t.relname ORDER BY c.ordinal_position")) {
      select.setString(1, table);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          columns.add(new CopyColumn(row.getString(1), row.getString(2), row.getInt(3)));
        }
      }
      return columns;
    } catch (SQLException e) {
      // A table that was made in a transaction that is open is seen by nobody else.
      return List.of();
    }
  }

  synchronized void noteLoadError(int session, CopyPlace place, String column, String message) {
    boolean width = message.contains("varchar_");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO redshift.sys_load_error_detail (session_id, file_name, line_number,"
                + " column_name, error_code, error_message) VALUES (?, ?, ?, ?, ?, ?)")) {
      insert.setInt(1, session);
      insert.setString(2, place.file());
      insert.setLong(3, place.line());
      insert.setString(4, column);
      insert.setInt(5, width ? 1204 : 1207);
      insert.setString(6, width ? "String length exceeds DDL length" : message);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new RedshiftError("XX000", e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone.
    }
  }
}
