package io.penstock.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/**
 * The first rows of a result, each value exactly as Spark writes it; NULL is null.
 *
 * @param rows one list a row, in the order of the columns
 * @param more whether there were more rows than asked for
 */
public record TextRows(List<TextColumn> columns, List<List<String>> rows, boolean more) {
  /** A column of the result. */
  public record TextColumn(String name, DataType type) {}

  public TextRows {
    columns = List.copyOf(columns);
    rows = rows.stream().map(row -> Collections.unmodifiableList(new ArrayList<>(row))).toList();
  }

  /**
   * Computes the rows.
   *
   * @param limit the most rows to take
   */
  public static TextRows of(Dataset<Row> result, int limit) {
    StructField[] fields = result.schema().fields();
    List<TextColumn> columns =
        Arrays.stream(fields).map(field -> new TextColumn(field.name(), field.dataType())).toList();
    if (columns.isEmpty()) {
      return new TextRows(columns, List.of(), false);
    }
    // By position: a result may have two columns of one name.
    String[] positions = new String[fields.length];
    Column[] texts = new Column[fields.length];
    for (int i = 0; i < fields.length; i++) {
      positions[i] = "c" + i;
      Column column = functions.col(positions[i]);
      texts[i] =
          fields[i].dataType() instanceof BinaryType
              ? functions.hex(column)
              : column.cast("string");
    }
    List<Row> found = result.toDF(positions).select(texts).takeAsList(limit + 1);
    List<List<String>> rows = new ArrayList<>();
    for (Row row : found.subList(0, Math.min(limit, found.size()))) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        values.add(row.getString(i));
      }
      rows.add(values);
    }
    return new TextRows(columns, rows, found.size() > limit);
  }

  /** The names of the columns, in order. */
  public List<String> names() {
    return columns.stream().map(TextColumn::name).toList();
  }
}
