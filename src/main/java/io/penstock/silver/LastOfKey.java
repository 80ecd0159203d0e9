package io.penstock.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import io.penstock.lake.Comparing;
import io.penstock.lake.LakeLocation;
import io.penstock.spec.SilverSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    List<Column> order = new ArrayList<>();
    model.apply().orderBy().forEach(name -> order.add(found(name).desc_nulls_last()));
    // The one order of all changes of a table, where the rows are changes.
    Optional<String> seq = LineageColumns.find(rows, "_seq");
    seq.ifPresent(column -> order.add(col(LakeLocation.quoted(column)).desc()));
    int places = seq.isPresent() ? 2 : 0;
    for (String place : List.of("_source_file", "_line")) {
      Optional<String> name = LineageColumns.find(rows, place);
      name.ifPresent(column -> order.add(col(LakeLocation.quoted(column)).desc()));
      places += name.isPresent() ? 1 : 0;
    }
    if (!tellsPlaces || places < 2) {
      order.add(xxhash64(hashable()).desc());
    }
    return rows.withColumn(
        RANK, row_number().over(Window.partitionBy(keys).orderBy(order.toArray(Column[]::new))));
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

  private Column found(String name) {
    return LineageColumns.find(rows, name)
        .map(column -> col(LakeLocation.quoted(column)))
        .orElseThrow(() -> SilverErrors.noSuchOrder(model, name, visible()));
  }

  private List<String> visible() {
    return Arrays.stream(rows.columns()).filter(name -> !name.startsWith("__")).toList();
  }

  private Column[] hashable() {
    return Arrays.stream(rows.schema().fields())
        .map(
            field ->
                Comparing.isComparable(field.dataType())
                    ? col(LakeLocation.quoted(field.name()))
                    : to_json(col(LakeLocation.quoted(field.name()))))
        .toArray(Column[]::new);
  }
}
