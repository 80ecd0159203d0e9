package io.penstock.publish.mysql;

import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.ComparedColumn;
import io.penstock.publish.rows.NetChanges;
import io.penstock.publish.rows.SourceProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The SQL of the protocol as text; nothing here talks to a server. */
public final class MySqlStatements {
  /** Parts are transactions, so everything is loaded into this one. */
  static final String ENGINE = "InnoDB";

  private MySqlStatements() {}

  static String quoted(String identifier) {
    return "`" + identifier.replace("`", "``") + "`";
  }

  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
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
   * Count and order-independent hashes of the rows of a table: the sums of the CRC-32 of their
   * texts. {@link SourceProfile} computes the same in Spark.
   *
   * @param from what stands after FROM; the table is called {@code t} in it
   */
  static String totals(ChecksumColumns columns, String from) {
    return "SELECT " + sums(columns) + " FROM " + from;
  }

  private static String sums(ChecksumColumns columns) {
    return "COUNT(*), " + hash(columns.key()) + ", " + hash(columns.row());
  }

  private static String hash(List<ComparedColumn> columns) {
    if (columns.isEmpty()) {
      return "0";
    }
    String text =
        columns.stream()
            .map(column -> "COALESCE(" + column.sql() + ", '~')")
            .collect(Collectors.joining(", "));
    return "COALESCE(SUM(CRC32(CONCAT_WS('|', " + text + "))), 0)";
  }

  /** {@link #totals} of the rows of a table under staged keys, a line for each kind of them. */
  static String stagedTotals(
      ChecksumColumns columns, String table, String stage, List<String> keys) {
    String op = "s." + quoted(NetChanges.OP);
    return "SELECT "
        + sums(columns)
        + ", "
        + op
        + " FROM "
        + joined(table, stage, keys)
        + " GROUP BY "
        + op;
  }

  /**
   * Removes the rows under staged keys.
   *
   * @param gone those that are deleted; else those that are about to be written
   */
  static String deleteStaged(String table, String stage, List<String> keys, boolean gone) {
    return "DELETE t FROM "
        + joined(table, stage, keys)
        + " WHERE s."
        + quoted(NetChanges.OP)
        + (gone ? " = " : " <> ")
        + literal(NetChanges.DELETE);
  }

  // From the stage to the table, whatever the server's statistics of two tables say of which one
  // was made a moment ago.
  private static String joined(String table, String stage, List<String> keys) {
    return quoted(stage)
        + " s FORCE INDEX (PRIMARY) STRAIGHT_JOIN "
        + quoted(table)
        + " t ON "
        + sameKeys(keys);
  }

  /**
   * Writes staged rows into a table.
   *
   * @param keys when given, a row of the same key is overwritten
   */
  static String insertStaged(
      String table, String stage, List<String> columns, Optional<List<String>> keys) {
    String insert =
        "INSERT INTO "
            + quoted(table)
            + " ("
            + names(columns)
            + ") SELECT "
            + columns.stream().map(name -> "s." + quoted(name)).collect(Collectors.joining(", "))
            + " FROM "
            + quoted(stage)
            + " s WHERE s."
            + quoted(NetChanges.OP)
            + " <> "
            + literal(NetChanges.DELETE);
    if (keys.isEmpty()) {
      return insert;
    }
    List<String> values =
        columns.stream()
            .filter(name -> keys.get().stream().noneMatch(name::equalsIgnoreCase))
            .toList();
    // With nothing but keys, the row is what it was.
    List<String> set = values.isEmpty() ? columns.subList(0, 1) : values;
    return insert
        + " ON DUPLICATE KEY UPDATE "
        + set.stream()
            .map(name -> quoted(table) + "." + quoted(name) + " = s." + quoted(name))
            .collect(Collectors.joining(", "));
  }

  /** How many rows of a table have no successor of the same key in another. */
  static String without(String table, String successor, List<String> keys) {
    return "SELECT COUNT(*) FROM "
        + quoted(table)
        + " t LEFT JOIN "
        + quoted(successor)
        + " s ON "
        + sameKeys(keys)
        + " WHERE s."
        + quoted(keys.get(0))
        + " IS NULL";
  }

  private static String sameKeys(List<String> keys) {
    return keys.stream()
        .map(key -> "t." + quoted(key) + " = s." + quoted(key))
        .collect(Collectors.joining(" AND "));
  }

  static String names(List<String> names) {
    return names.stream().map(MySqlStatements::quoted).collect(Collectors.joining(", "));
  }
}
