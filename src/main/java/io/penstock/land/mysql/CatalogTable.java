package io.penstock.land.mysql;

import java.util.List;

/**
 * What a database's catalog says of a table.
 *
 * @param view whether it is a view, or something else that is no table
 * @param comment empty if it has none
 * @param columns their names, in their order
 * @param keys the columns of its primary key, in their order; empty if it has none
 */
public record CatalogTable(
    String name, boolean view, String comment, List<String> columns, List<String> keys) {
  public CatalogTable {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
  }
}
