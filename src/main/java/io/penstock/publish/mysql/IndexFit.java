package io.penstock.publish.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of a table's indexes when its columns get longer than an index may be. */
record IndexFit(Connection c0, String table) {

  /**
   * Clauses for the ALTER TABLE that makes the columns longer, each after a comma; those indexes
   * then take the beginning of the text.
   */
  String clauses(List<MySqlColumn> columns) throws SQLException {
    Optional<LiveTable> live = LiveTable.find(c0, table);
    if (live.isEmpty()) {
      return "";
    }
    Map<String, String> types = new LinkedHashMap<>();
    LiveColumn.of(c0, table).forEach(column -> types.put(column.name(), column.type()));
    for (MySqlColumn column : columns) {
      if (!Layout.holds(types.getOrDefault(column.name(), ""), column.type())) {
        types.put(column.name(), column.type());
      }
    }
    StringBuilder clauses = new StringBuilder();
    for (MySqlIndex index : live.get().indexes(c0)) {
      MySqlIndex fitting = index.fitting(types);
      if (!fitting.text().equals(index.text())) {
        clauses
            .append(", DROP INDEX ")
            .append(MySqlStatements.quoted(index.name()))
            .append(", ADD ")
            .append(fitting.text());
      }
    }
    return clauses.toString();
  }
}
