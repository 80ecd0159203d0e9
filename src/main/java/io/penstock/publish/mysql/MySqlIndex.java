package io.penstock.publish.mysql;

import java.util.List;
import java.util.Map;

/**
 * A secondary index.
 *
 * @param columns the columns it stands on
 * @param text its definition, as {@code ADD} takes it
 */
record MySqlIndex(String name, List<String> columns, String text) {
  static final String MARK = "penstock_";
  private static final int LONGEST_NAME = 64;
  private static final int KEY_BYTES = 3_072;

  /** An index of the spec; of long texts it takes the beginning. */
  static MySqlIndex of(List<String> columns, Map<String, String> types) {
    String joined = MARK + String.join("_", columns);
    boolean plain = joined.length() <= LONGEST_NAME && columns.size() == 1;
    // Two lists may join to one name, as [a_b] and [a, b] do.
    String name =
        plain
            ? joined
            : joined.substring(0, Math.min(joined.length(), LONGEST_NAME - 9))
                + "_"
                + Integer.toHexString(columns.hashCode());
    List<String> parts =
        columns.stream()
            .map(column -> MySqlStatements.quoted(column) + prefix(types.get(column)))
            .toList();
    return new MySqlIndex(
        name,
        columns,
        "INDEX " + MySqlStatements.quoted(name) + " (" + String.join(", ", parts) + ")");
  }

  /** The same where a column has become too long to be indexed as a whole. */
  MySqlIndex fitting(Map<String, String> types) {
    String fitting = text;
    if (!text.startsWith("FULLTEXT") && !text.startsWith("SPATIAL")) {
      int start = MySqlStatements.quoted(name).length();
      for (String column : columns) {
        String quoted = MySqlStatements.quoted(column);
        int at = fitting.indexOf(quoted, fitting.indexOf(MySqlStatements.quoted(name)) + start);
        int end = at + quoted.length();
        if (at >= 0 && !fitting.startsWith("(", end)) {
          fitting = fitting.substring(0, end) + prefix(types.get(column)) + fitting.substring(end);
        }
      }
    }
    return new MySqlIndex(name, columns, fitting);
  }

  private static String prefix(String type) {
    return TypeText.parse(type == null ? "" : type)
        .filter(text -> text.keyBytes() > KEY_BYTES)
        .map(text -> "(" + text.prefix() + ")")
        .orElse("");
  }

  /** The bytes that an index on the columns takes at most. */
  static long bytes(List<String> columns, Map<String, String> types) {
    return columns.stream()
        .flatMap(column -> TypeText.parse(types.getOrDefault(column, "")).stream())
        .mapToLong(text -> text.keyBytes() > KEY_BYTES ? text.prefix() * 4L : text.keyBytes())
        .sum();
  }
}
