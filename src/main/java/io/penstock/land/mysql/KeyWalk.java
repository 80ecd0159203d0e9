package io.penstock.land.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cuts a table into ranges of as many rows each by walking the index of its primary key, so that no
 * range is large because keys lie close together there.
 */
final class KeyWalk {
  private final TableShape shape;
  private final long rows;
  private List<Object> from = List.of();
  private boolean ended;

  /**
   * @param rows how many rows a range has
   */
  KeyWalk(TableShape shape, long rows) {
    this.shape = shape;
    this.rows = rows;
  }

  /** The next range; empty when all rows are in those that were given. */
  synchronized Optional<Selection> next(Connection connection) throws SQLException {
    if (ended) {
      return Optional.empty();
    }
    if (!shape.walkable()) {
      ended = true;
      return Optional.of(Selection.ALL);
    }
    Selection after = from.isEmpty() ? Selection.ALL : compared(from, ">", false);
    List<Object> to = bound(connection, after);
    ended = to.isEmpty();
    from = to;
    return Optional.of(ended ? after : after.and(compared(to, "<", true)));
  }

  /** Whether the last range was given. */
  synchronized boolean ended() {
    return ended;
  }

  private List<Object> bound(Connection connection, Selection after) throws SQLException {
    String keys = keys(", ");
    String sql =
        "SELECT "
            + keys
            + " FROM "
            + shape.from()
            + after.where()
            + " ORDER BY "
            + keys
            + " LIMIT 1 OFFSET "
            + (rows - 1);
    try (PreparedStatement ask = connection.prepareStatement(sql)) {
      after.bind(ask);
      try (ResultSet row = ask.executeQuery()) {
        List<Object> values = new ArrayList<>();
        if (row.next()) {
          for (int i = 0; i < shape.primary().size(); i++) {
            values.add(value(row, i + 1, shape.primary().get(i)));
          }
        }
        return values;
      }
    }
  }

  // Days and times as the text that they are, so that no time zone has a say.
  private Object value(ResultSet row, int at, String key) throws SQLException {
    String type =
        shape.columns().stream()
            .filter(column -> column.name().equals(key))
            .findFirst()
            .orElseThrow()
            .type();
    if (type.startsWith("binary") || type.startsWith("varbinary")) {
      return row.getBytes(at);
    }
    boolean number = type.matches("(tinyint|smallint|mediumint|int|bigint|decimal).*");
    return number ? row.getBigDecimal(at) : row.getString(at);
  }

  private String keys(String between) {
    return shape.primary().stream().map(TableColumn::quoted).collect(Collectors.joining(between));
  }

  /** Spelled out column by column, because only so the server uses the index. */
  private Selection compared(List<Object> bound, String sign, boolean orEqual) {
    List<String> ways = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (int last = 0; last < bound.size(); last++) {
      StringBuilder way = new StringBuilder();
      for (int i = 0; i < last; i++) {
        way.append(TableColumn.quoted(shape.primary().get(i))).append(" = ? AND ");
        values.add(bound.get(i));
      }
      boolean end = orEqual && last == bound.size() - 1;
      way.append(TableColumn.quoted(shape.primary().get(last)))
          .append(" ")
          .append(sign)
          .append(end ? "= ?" : " ?");
      values.add(bound.get(last));
      ways.add("(" + way + ")");
    }
    return new Selection(String.join(" OR ", ways), values);
  }
}
