package io.penstock.publish.mysql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A secondary index.
 *
 * @param columns its columns, each with a prefix length if the user gave one, such as {@code
 *     `a`(10)}
 * @param kind {@code INDEX}, {@code UNIQUE INDEX} or {@code FULLTEXT INDEX}
 */
record MySqlIndex(String name, List<String> columns, String kind) {
  private static final int LONGEST_NAME = 64;

  /** An index of the spec. */
  static MySqlIndex of(List<String> columns) {
    String name = "penstock_" + String.join("_", columns);
    return new MySqlIndex(
        name.length() > LONGEST_NAME
            ? name.substring(0, LONGEST_NAME - 9) + "_" + Integer.toHexString(name.hashCode())
            : name,
        columns.stream().map(MySqlText::quoted).toList(),
        "INDEX");
  }

  String text() {
    return kind
        + " "
        + MySqlText.quoted(name)
        + " ("
        + columns.stream().collect(Collectors.joining(", "))
        + ")";
  }
}
