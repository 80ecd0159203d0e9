package io.penstock.land.mysql;

/**
 * A column of a table.
 *
 * @param type as the server's catalog writes it
 */
record TableColumn(String name, String type, ColumnKind kind) {
  static TableColumn of(String name, String type) {
    return new TableColumn(name, type, ColumnKinds.of(type));
  }

  /** The name in a statement, whatever it is made of. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  String selected() {
    return kind.selected(quoted(name));
  }
}
