package io.penstock.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import io.penstock.lake.LakeLocation;
import io.penstock.spec.SilverSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Of several rows of one key the last: by {@code order_by}, then by where it stood in its file,
 * then by its content, so that the same rows give the same one every time.
 */
final class LastOfKey {
  private static final String RANK = "__rank";

  private final SilverSpec model;
  private final Dataset<Row> rows;
  private final Column[] keys;
  private final boolean tellsPlaces;

  /**
   * @param tellsPlaces whether no two rows have the same place in the same file
   */
  LastOfKey(SilverSpec model, Dataset<Row> rows, boolean tellsPlaces) {
    this.model = model;
    this.tellsPlaces = tellsPlaces;
    this.rows = rows;
    this.keys =
        model.keys().stream().map(key -> col(LakeLocation.quoted(key))).toArray(Column[]::new);
  }

  /**
   * @param distinct how many keys there are
   * @param repeated how many rows come a second time or more often under their key
   */
  record Keys(long distinct, long repeated) {}

  Keys keys() {
    Row row =
        rows.groupBy(keys)
            .agg(count(lit(1)).as("__n"))
            .agg(count(lit(1)), coalesce(sum(col("__n").minus(1)), lit(0L)))
            .head();
    return new Keys(row.getLong(0), row.getLong(1));
  }

  Dataset<Row> rows() {
    return ranked().where(col(RANK).equalTo(1)).drop(RANK);
  }

  private Dataset<Row> ranked() {
    Column[] order =
        new RowOrder(model, rows, tellsPlaces)
            .columns().stream().map(Column::desc_nulls_last).toArray(Column[]::new);
    return rows.withColumn(RANK, row_number().over(Window.partitionBy(keys).orderBy(order)));
  }

  /** The columns of {@code order_by} that the table itself holds. */
  List<String> storedOrder() {
    List<String> stored = new ArrayList<>();
    for (String name : model.apply().orderBy()) {
      String column = LineageColumns.find(rows, name).orElse("__");
      if (column.startsWith("__")) {
        return List.of();
      }
      stored.add(column);
    }
    return stored;
  }
}
