package io.penstock.land.mysql;

import io.penstock.spec.DatabaseTable;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From which value of its cursor on a table is read. */
record CursorBound(TableColumn column, DatabaseTable.Cursor cursor) {
  private static final Duration LAG = Duration.ofMinutes(10);
  private static final long IDS = 1_000;

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
        isTime()
            ? "TIMESTAMP(?) - INTERVAL " + cursor.lag().orElse(LAG).toSeconds() + " SECOND"
            : "?";
    Object value =
        isTime()
            ? seen
            : new BigDecimal(seen).subtract(BigDecimal.valueOf(cursor.ids().orElse(IDS)));
    return new Selection(name + " >= " + least + " OR " + name + " IS NULL", List.of(value));
  }

  /** Whether the lag is of the kind that the column is. */
  boolean hasLagOfItsKind() {
    return isTime() ? cursor.ids().isEmpty() : cursor.lag().isEmpty();
  }

  /**
   * The greatest value that a table has; of times the greatest that is not of the future, because
   * rows come before it yet. A zero date is none.
   *
   * @param now when the snapshot was taken, by the server's clock
   */
  Optional<String> greatest(Connection connection, String from, String now) throws SQLException {
    String name = TableColumn.quoted(column.name());
    String sql = "SELECT CAST(MAX(" + name + ") AS CHAR) FROM " + from;
    try (PreparedStatement ask =
        connection.prepareStatement(isTime() ? sql + " WHERE " + name + " <= ?" : sql)) {
      if (isTime()) {
        ask.setString(1, now);
      }
      try (ResultSet row = ask.executeQuery()) {
        row.next();
        return Optional.ofNullable(row.getString(1)).filter(value -> !value.startsWith("0000"));
      }
    }
  }
}
