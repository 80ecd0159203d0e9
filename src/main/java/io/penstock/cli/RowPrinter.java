package io.penstock.cli;

import io.penstock.page.TextRows;
import java.io.PrintStream;
import java.util.List;

/** Prints rows as a table, exact values as Spark writes them. */
final class RowPrinter {
  private RowPrinter() {}

  /** Prints the rows, and how many there are. */
  static void print(TextRows rows, int limit, PrintStream out) {
    List<List<String>> shown = rows.rows().subList(0, Math.min(limit, rows.rows().size()));
    print(rows.names(), shown, shown.size() < rows.rows().size() || rows.more(), out);
  }

  /**
   * The same of rows from elsewhere.
   *
   * @param more whether there are others
   */
  static void print(List<String> names, List<List<String>> shown, boolean more, PrintStream out) {
    TextTable table = new TextTable(names);
    for (List<String> row : shown) {
      table.add(
          row.stream()
              .map(value -> value == null ? "NULL" : value.replaceAll("\\p{Cntrl}", " "))
              .toList());
    }
    table.print(out);
    out.println(
        shown.size()
            + (shown.size() == 1 ? " row" : " rows")
            + (more ? "; there are more, see --limit" : ""));
  }
}
