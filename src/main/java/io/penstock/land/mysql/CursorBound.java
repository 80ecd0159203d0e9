package io.penstock.land.mysql;

import io.penstock.spec.DatabaseTable;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** From which value of its cursor on a table is read. */
record CursorBound(TableColumn column, DatabaseTable.Cursor cursor) {

  /** Whether the column is one whose values can be told to be greater. */
  boolean isTime() {
    return column.type().matches("(date|datetime|timestamp)\\b.*");
  }

  boolean isNumber() {
    return column.type().matches("(tinyint|smallint|mediumint|int|bigint|decimal)\\b.*");
  }

  /**
   * The rows that are new or changed since, those of the lag, and those without a value, of which
   * nothing is known.
   *
   * @param seen the greatest value that has been read
   */
  Selection since(String seen) {
    String name = TableColumn.quoted(column.name());
    String least =
        isTime() ? "TIMESTAMP(?) - INTERVAL " + cursor.lag().toSeconds() + " SECOND" : "?";
    Object value =
        isTime() ? seen : new BigDecimal(seen).subtract(BigDecimal.valueOf(cursor.ids()));
    return new Selection(name + " >= " + least + " OR " + name + " IS NULL", List.of(value));
  }

  /**
   * The greatest value that a table has now; a time is never later than now, because a row of the
   * future would hide those that come before it.
   */
  Optional<String> greatest(Connection connection, String from) throws SQLException {
    String most = "MAX(" + TableColumn.quoted(column.name()) + ")";
    String capped = isTime() ? "LEAST(" + most + ", UTC_TIMESTAMP())" : most;
    try (Statement ask = connection.createStatement();
        ResultSet row = ask.executeQuery("SELECT CAST(" + capped + " AS CHAR) FROM " + from)) {
      row.next();
      return Optional.ofNullable(row.getString(1));
    }
  }
}
