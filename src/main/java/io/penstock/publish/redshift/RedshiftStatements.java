package io.penstock.publish.redshift;

import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.ComparedColumn;
import io.penstock.publish.rows.NetChanges;
import io.penstock.spec.TableLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The SQL of publications, as text. Tables are given as {@link #table} writes them. */
final class RedshiftStatements {
  private RedshiftStatements() {}

  /** Redshift folds names to lower case, also those in quotes. */
  static String quoted(String name) {
    return '"' + name.toLowerCase(Locale.ROOT).replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String table(String schema, String name) {
    return quoted(schema) + "." + quoted(name);
  }

  static String names(List<String> names) {
    return names.stream().map(RedshiftStatements::quoted).collect(Collectors.joining(", "));
  }

  static String create(
      String table, List<RedshiftColumn> columns, List<String> keys, TableLayout layout) {
    List<String> lines = new ArrayList<>();
    for (RedshiftColumn column : columns) {
      boolean key = keys.stream().anyMatch(column.name()::equalsIgnoreCase);
      lines.add(
          quoted(column.name())
              + " "
              + column.type()
              + encoding(layout.encode(), column.name())
              + (key ? " NOT NULL" : ""));
    }
    if (!keys.isEmpty()) {
      // Nobody enforces it; whoever plans a query may rely on it.
      lines.add("PRIMARY KEY (" + names(keys) + ")");
    }
    return "CREATE TABLE "
        + table
        + " ("
        + String.join(", ", lines)
        + ")"
        + layout.distkey().map(key -> " DISTKEY (" + quoted(key) + ")").orElse("")
        + (layout.sortkey().isEmpty() ? "" : " SORTKEY (" + names(layout.sortkey()) + ")");
  }

  /** A table for rows on their way, which nobody else reads. */
  static String createStage(String table, List<RedshiftColumn> columns) {
    return "CREATE TABLE "
        + table
        + columns.stream()
            .map(column -> quoted(column.name()) + " " + column.type())
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String encoding(Map<String, String> encode, String column) {
    return encode.entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(column))
        .map(each -> " ENCODE " + each.getValue())
        .findFirst()
        .orElse("");
  }

  /**
   * Count and order-independent hashes of the rows of a table: the sums of the first 32 bits of the
   * MD5 of their texts.
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
    List<String> texts = columns.stream().map(ComparedColumn::sql).toList();
    return "COALESCE(SUM(" + RowDigest.sql(texts) + "), 0)";
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
        + stage
        + " s JOIN "
        + table
        + " t ON "
        + sameKeys("t", keys)
        + " GROUP BY "
        + op;
  }

  /**
   * Removes the rows under staged keys.
   *
   * @param gone those that are deleted; else those that are about to be written
   */
  static String deleteStaged(
      String schema, String name, String stage, List<String> keys, boolean gone) {
    return "DELETE FROM "
        + table(schema, name)
        + " USING "
        + stage
        + " s WHERE "
        + sameKeys(quoted(name), keys)
        + " AND s."
        + quoted(NetChanges.OP)
        + (gone ? " = " : " <> ")
        + literal(NetChanges.DELETE);
  }

  static String insertStaged(String table, String stage, List<String> columns) {
    return "INSERT INTO "
        + table
        + " ("
        + names(columns)
        + ") SELECT "
        + columns.stream().map(name -> "s." + quoted(name)).collect(Collectors.joining(", "))
        + " FROM "
        + stage
        + " s WHERE s."
        + quoted(NetChanges.OP)
        + " <> "
        + literal(NetChanges.DELETE);
  }

  /** How many rows of a table have no successor of the same key in another. */
  static String without(String table, String successor, List<String> keys) {
    return "SELECT COUNT(*) FROM "
        + table
        + " t LEFT JOIN "
        + successor
        + " s ON "
        + sameKeys("t", keys)
        + " WHERE s."
        + quoted(keys.get(0))
        + " IS NULL";
  }

  private static String sameKeys(String table, List<String> keys) {
    return keys.stream()
        .map(key -> table + "." + quoted(key) + " = s." + quoted(key))
        .collect(Collectors.joining(" AND "));
  }

  /** The statement that loads staged files, with the credentials that it needs. */
  static String copy(String table, String manifest, StagedRows files, String credentials) {
    String form =
        files.nullText().isEmpty()
            ? " FORMAT AS PARQUET"
            : " CSV GZIP NULL AS "
                + literal(files.nullText().get())
                + " DATEFORMAT 'auto' TIMEFORMAT 'auto'";
    return "COPY " + table + " FROM " + literal(manifest) + " " + credentials + form + " MANIFEST";
  }

  static Optional<String> comment(String on, String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of("COMMENT ON " + on + " IS " + literal(text));
  }
}
