package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.col;

import io.penstock.lake.LakeLocation;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Divides rows into parts by ranges of the key, sorted by it, so that a part that is computed again
 * holds the same rows and the server appends to its primary key instead of splitting pages.
 */
record Parts(List<String> keys) {
  private static final long MOST_BYTES = 64L << 20;
  private static final long LEAST_BYTES = 8L << 20;
  private static final int MOST = 10_000;

  Divided of(Dataset<Row> rows, long bytes) {
    int parts = number(bytes, rows.sparkSession().sparkContext().defaultParallelism());
    Column[] by =
        (keys.isEmpty() ? List.of(rows.columns()) : keys)
            .stream().map(name -> col(LakeLocation.quoted(name))).toArray(Column[]::new);
    Dataset<Row> divided = parts <= 1 ? rows.coalesce(1) : rows.repartitionByRange(parts, by);
    return new Divided(keys.isEmpty() ? divided : divided.sortWithinPartitions(by), parts);
  }

  /** Rows in so many partitions. */
  record Divided(Dataset<Row> rows, int parts) {}

  /** Few enough that each is worth its transaction, and no task idle while another has two. */
  static int number(long bytes, int parallelism) {
    long wanted = ceil(bytes, MOST_BYTES);
    if (wanted < parallelism) {
      return (int) Math.max(1, Math.min(parallelism, ceil(bytes, LEAST_BYTES)));
    }
    return (int) Math.min(MOST, ceil(wanted, parallelism) * parallelism);
  }

  private static long ceil(long value, long unit) {
    return (value + unit - 1) / unit;
  }
}
