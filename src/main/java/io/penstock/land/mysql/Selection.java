package io.penstock.land.mysql;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows of a table are read: a condition and what is bound to it.
 *
 * @param condition empty for all rows
 */
record Selection(String condition, List<Object> values) {
  static final Selection ALL = new Selection("", List.of());

  Selection {
    values = List.copyOf(values);
  }

  Selection and(Selection more) {
    if (condition.isEmpty() || more.condition.isEmpty()) {
      return condition.isEmpty() ? more : this;
    }
    List<Object> both = new ArrayList<>(values);
    both.addAll(more.values);
    return new Selection("(" + condition + ") AND (" + more.condition + ")", both);
  }

  String where() {
    return condition.isEmpty() ? "" : " WHERE " + condition;
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value instanceof BigDecimal number) {
        statement.setBigDecimal(i + 1, number);
      } else if (value instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }
}
