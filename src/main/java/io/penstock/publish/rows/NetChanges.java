package io.penstock.publish.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.LakeLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of each key between two versions of a table, however often it changed on the way. In
 * one commit a key may be taken from one row and given to another; since keys are unique in every
 * version, a row that a commit leaves behind stands for its key.
 */
public final class NetChanges {
  /** The column that says what became of the key: one of the constants below. */
  public static final String OP = "_penstock_op";

  /** The column that holds the row as it was, NULL for a new key. */
  public static final String BEFORE = "_penstock_before";

  public static final String INSERT = "I";
  public static final String UPDATE = "U";
  public static final String DELETE = "D";

  /** It changed and changed back. */
  public static final String SAME = "=";

  public static final List<String> OPS = List.of(INSERT, UPDATE, DELETE, SAME);

  private static final List<String> FEED =
      List.of("_change_type", "_commit_version", "_commit_timestamp");

  private NetChanges() {}

  /**
   * @param feed a change feed whose values can all be compared
   * @return the table's columns as they are now (of a deleted key, only the key), {@link #OP} and
   *     {@link #BEFORE}
   */
  public static Dataset<Row> of(Dataset<Row> feed, List<String> keys) {
    List<String> columns =
        Arrays.stream(feed.columns()).filter(name -> !FEED.contains(name)).toList();
    Column there = col("_change_type").isin("insert", "update_postimage");
    Column row = struct(columns.stream().map(NetChanges::column).toArray(Column[]::new));
    Column at = struct(col("_commit_version"), there);
    // Brought together as they are: to find the ends on both sides of a shuffle is to sort twice.
    Column[] by = keys.stream().map(NetChanges::column).toArray(Column[]::new);
    Dataset<Row> ends =
        feed.repartition(by)
            .groupBy(by)
            .agg(
                min_by(struct(not(there).as("there"), row.as("row")), at).as("_penstock_first"),
                max_by(struct(there.as("there"), row.as("row")), at).as("_penstock_last"));
    Column was = col("_penstock_first.there");
    Column is = col("_penstock_last.there");
    Column before = col("_penstock_first.row");
    Column after = col("_penstock_last.row");
    Column op =
        when(is.and(not(was)), INSERT)
            .when(was.and(not(is)), DELETE)
            .when(was.and(is).and(not(before.eqNullSafe(after))), UPDATE)
            .otherwise(SAME);
    List<Column> shown = new ArrayList<>();
    for (String name : columns) {
      boolean key = keys.stream().anyMatch(name::equalsIgnoreCase);
      shown.add(key ? column(name) : when(is, after.getField(name)).otherwise(lit(null)).as(name));
    }
    shown.add(op.as(OP));
    shown.add(when(was, before).otherwise(lit(null)).as(BEFORE));
    return ends.select(shown.toArray(Column[]::new));
  }

  /** The rows of a feed that only ever gained rows, each as an {@link #INSERT}. */
  public static Dataset<Row> ofInserts(Dataset<Row> feed) {
    return feed.drop(FEED.toArray(String[]::new)).withColumn(OP, lit(INSERT));
  }

  private static Column column(String name) {
    return col(LakeLocation.quoted(name));
  }
}
