package io.penstock.publish.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL of the protocol as text; nothing here talks to a server. */
final class MySqlText {
  /** Parts are transactions, so everything is loaded into this one. */
  static final String ENGINE = "InnoDB";

  static final String CONTROL =
      " ENGINE=" + ENGINE + " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

  private MySqlText() {}

  static String quoted(String identifier) {
    return "`" + identifier.replace("`", "``") + "`";
  }

  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  static List<String> controlTables() {
    return List.of(
        "CREATE TABLE IF NOT EXISTS `_penstock_run` (run_id varchar(80) PRIMARY KEY, target varchar(64)"
            + " NOT NULL, mode varchar(16) NOT NULL, table_id varchar(64) NOT NULL, from_version bigint,"
            + " to_version bigint NOT NULL, parts int, schema_hash varchar(64), expected_rows bigint,"
            + " state varchar(16) NOT NULL, started_at datetime(6) NOT NULL, updated_at datetime(6) NOT"
            + " NULL)"
            + CONTROL,
        "CREATE TABLE IF NOT EXISTS `_penstock_part` (run_id varchar(80) NOT NULL, part_id int NOT NULL,"
            + " `rows` bigint, checksum bigint, committed_at datetime(6), PRIMARY KEY (run_id, part_id))"
            + CONTROL,
        "CREATE TABLE IF NOT EXISTS `_penstock_publication` (target varchar(64) NOT NULL, incarnation"
            + " varchar(80) NOT NULL, table_id varchar(64) NOT NULL, version bigint NOT NULL, run_id"
            + " varchar(80) NOT NULL, definition varchar(64) NOT NULL, fence bigint NOT NULL, `rows`"
            + " bigint NOT NULL, key_hash bigint NOT NULL, updated_at datetime(6) NOT NULL, PRIMARY KEY"
            + " (target, incarnation))"
            + CONTROL);
  }

  static String create(
      String table,
      List<MySqlColumn> columns,
      List<String> keys,
      String collation,
      String comment) {
    List<String> lines = new ArrayList<>();
    columns.forEach(column -> lines.add(quoted(column.name()) + " " + column.type()));
    if (!keys.isEmpty()) {
      lines.add("PRIMARY KEY (" + names(keys) + ")");
    }
    return "CREATE TABLE "
        + quoted(table)
        + " ("
        + String.join(", ", lines)
        + ") ENGINE="
        + ENGINE
        + " DEFAULT CHARACTER SET utf8mb4 COLLATE "
        + collation
        + " COMMENT="
        + literal(comment);
  }

  static String load(String table, List<MySqlColumn> columns) {
    List<String> targets = new ArrayList<>();
    List<String> set = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      MySqlColumn column = columns.get(i);
      if (column.form() == MySqlColumn.Form.HEX) {
        targets.add("@v" + i);
        set.add(quoted(column.name()) + " = UNHEX(@v" + i + ")");
      } else {
        targets.add(quoted(column.name()));
      }
    }
    return "LOAD DATA LOCAL INFILE 'penstock' REPLACE INTO TABLE "
        + quoted(table)
        + " CHARACTER SET utf8mb4 FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' ("
        + String.join(", ", targets)
        + ")"
        + (set.isEmpty() ? "" : " SET " + String.join(", ", set));
  }

  static String insert(String table, List<MySqlColumn> columns) {
    return "INSERT INTO "
        + quoted(table)
        + " ("
        + names(columns.stream().map(MySqlColumn::name).toList())
        + ") VALUES ("
        + columns.stream()
            .map(c -> c.form() == MySqlColumn.Form.HEX ? "UNHEX(?)" : "?")
            .collect(Collectors.joining(", "))
        + ")";
  }

  static String addIndexes(String table, List<MySqlIndex> indexes) {
    return "ALTER TABLE "
        + quoted(table)
        + " "
        + indexes.stream().map(index -> "ADD " + index.text()).collect(Collectors.joining(", "));
  }

  static String swap(String table, String shadow, String old, boolean there) {
    return "RENAME TABLE "
        + (there ? quoted(table) + " TO " + quoted(old) + ", " : "")
        + quoted(shadow)
        + " TO "
        + quoted(table);
  }

  /**
   * Count and an order-independent hash of the given columns: the sum of the CRC-32 of each row's
   * text. {@link GoldFigures} computes the same in Spark.
   */
  static String countAndHash(String table, List<String> columns) {
    String text =
        columns.stream()
            .map(name -> "COALESCE(CAST(" + quoted(name) + " AS CHAR CHARACTER SET utf8mb4), '~')")
            .collect(Collectors.joining(", "));
    String hash = columns.isEmpty() ? "0" : "COALESCE(SUM(CRC32(CONCAT_WS('|', " + text + "))), 0)";
    return "SELECT COUNT(*), " + hash + " FROM " + quoted(table);
  }

  static String names(List<String> names) {
    return names.stream().map(MySqlText::quoted).collect(Collectors.joining(", "));
  }
}
