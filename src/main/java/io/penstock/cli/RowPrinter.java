package io.penstock.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Prints rows as a table, exact values as Spark writes them. */
final class RowPrinter {
  private RowPrinter() {}

  static void print(Dataset<Row> rows, int limit, PrintStream out) {
    Column[] texts = new Column[rows.columns().length];
    Dataset<Row> numbered = rows.toDF(positions(texts.length));
    for (int i = 0; i < texts.length; i++) {
      texts[i] = functions.col("c" + i).cast("string");
    }
    List<Row> found = numbered.select(texts).takeAsList(limit + 1);
    TextTable table = new TextTable(Arrays.asList(rows.columns()));
    for (Row row : found.subList(0, Math.min(limit, found.size()))) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        cells.add(row.isNullAt(i) ? "NULL" : row.getString(i).replaceAll("[\\r\\n\\t]", " "));
      }
      table.add(cells);
    }
    table.print(out);
    int shown = Math.min(limit, found.size());
    out.println(
        shown
            + (shown == 1 ? " row" : " rows")
            + (found.size() > limit ? "; there are more, see --limit" : ""));
  }

  private static String[] positions(int columns) {
    String[] names = new String[columns];
    for (int i = 0; i < columns; i++) {
      names[i] = "c" + i;
    }
    return names;
  }
}
