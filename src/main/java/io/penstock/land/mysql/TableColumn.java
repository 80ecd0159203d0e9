package io.penstock.land.mysql;

import io.penstock.spec.DatabaseTable;

/**
 * A column of a table.
 *
 * @param type as the server's catalog writes it
 */
record TableColumn(String name, String type, ColumnKind kind) {
  static TableColumn of(String name, String type, DatabaseTable.TinyInt1 tinyInt1) {
    return new TableColumn(name, type, ColumnKinds.of(type, tinyInt1));
  }

  /** The name in a statement, whatever it is made of. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  String selected() {
    return kind.selected(quoted(name));
  }
}
