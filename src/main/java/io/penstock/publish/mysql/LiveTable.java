package io.penstock.publish.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands under a name in the target right now.
 *
 * @param comment the user's part of the table comment
 * @param generation the publication that made it, from its comment, which travels with a RENAME
 */
record LiveTable(String name, String engine, String comment, Optional<String> generation) {
  private static final Pattern INDEX =
      Pattern.compile("\\s*((?:UNIQUE |FULLTEXT |SPATIAL )?KEY `((?:[^`]|``)+)` .*?),?");
  private static final Pattern MARK = Pattern.compile("\\s*penstock:(\\S+)");

  static Optional<LiveTable> find(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT ENGINE, TABLE_COMMENT FROM information_schema.TABLES WHERE TABLE_SCHEMA ="
                + " DATABASE() AND TABLE_NAME = ?")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        String comment = row.getString(2) == null ? "" : row.getString(2);
        Matcher mark = MARK.matcher(comment);
        Optional<String> generation = mark.find() ? Optional.of(mark.group(1)) : Optional.empty();
        String engine = row.getString(1) == null ? "InnoDB" : row.getString(1);
        return Optional.of(new LiveTable(name, engine, mark.replaceAll("").strip(), generation));
      }
    }
  }

  /** The comment of a successor of this table. */
  static String comment(Optional<LiveTable> before, String generation) {
    return (before.map(LiveTable::comment).orElse("") + " penstock:" + generation).strip();
  }

  /** Its secondary indexes, in the server's own words. */
  List<MySqlIndex> indexes(Connection connection) throws SQLException {
    Map<String, List<String>> columns = indexedColumns(connection);
    List<MySqlIndex> indexes = new ArrayList<>();
    try (Statement show = connection.createStatement();
        ResultSet row = show.executeQuery("SHOW CREATE TABLE " + MySqlStatements.quoted(name))) {
      row.next();
      for (String line : row.getString(2).split("\n")) {
        Matcher index = INDEX.matcher(line);
        if (index.matches()) {
          String key = index.group(2).replace("``", "`");
          indexes.add(new MySqlIndex(key, columns.getOrDefault(key, List.of()), index.group(1)));
        }
      }
    }
    return indexes;
  }

  private Map<String, List<String>> indexedColumns(Connection connection) throws SQLException {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT INDEX_NAME, COLUMN_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA ="
                + " DATABASE() AND TABLE_NAME = ? AND COLUMN_NAME IS NOT NULL ORDER BY INDEX_NAME,"
                + " SEQ_IN_INDEX")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          columns
              .computeIfAbsent(row.getString(1), index -> new ArrayList<>())
              .add(row.getString(2));
        }
      }
    }
    return columns;
  }

  /**
   * What would break if another table took this one's place: foreign keys to it and from it,
   * triggers on it.
   */
  List<String> dependents(Connection connection) throws SQLException {
    List<String> dependents = new ArrayList<>();
    collect(
        connection,
        "SELECT DISTINCT CONCAT('foreign key ', CONSTRAINT_NAME, ' of ', TABLE_NAME) FROM"
            + " information_schema.KEY_COLUMN_USAGE WHERE REFERENCED_TABLE_SCHEMA = DATABASE() AND"
            + " REFERENCED_TABLE_NAME = ?",
        dependents);
    collect(
        connection,
        "SELECT DISTINCT CONCAT('foreign key ', CONSTRAINT_NAME, ' to ', REFERENCED_TABLE_NAME) FROM"
            + " information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME ="
            + " ? AND REFERENCED_TABLE_NAME IS NOT NULL",
        dependents);
    collect(
        connection,
        "SELECT CONCAT('trigger ', TRIGGER_NAME) FROM information_schema.TRIGGERS WHERE"
            + " EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ?",
        dependents);
    return dependents;
  }

  private void collect(Connection connection, String sql, List<String> found) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
    }
  }
}
