package io.penstock.publish.rows;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Rows that are counted and hashed while they are written. */
public final class HashedRows {
  private static final String ROWS = "rows";
  private static final String HASH = "hash";
  private static final String HASH_OF_ROW = "__hash_of_row";

  private final Dataset<Row> rows;
  private final Observation observation = new Observation(UUID.randomUUID().toString());

  /**
   * @param hash of a row
   */
  public HashedRows(Dataset<Row> rows, Column hash) {
    String own = unused(rows);
    // As a column of its own, for Spark compiles what it selects and interprets what it observes.
    this.rows =
        rows.withColumn(own, hash)
            .observe(observation, count(lit(1)).as(ROWS), coalesce(sum(col(own)), lit(0L)).as(HASH))
            .drop(own);
  }

  private static String unused(Dataset<Row> rows) {
    String name = HASH_OF_ROW;
    for (String column : rows.columns()) {
      name = column.toLowerCase(Locale.ROOT).startsWith(name) ? column + "_" : name;
    }
    return name;
  }

  /** The rows, to be written once. */
  public Dataset<Row> rows() {
    return rows;
  }

  /** How many there were, and the sum of their hashes; waits until they were written. */
  public Written written() throws InterruptedException {
    Map<String, Object> figures = observation.getAsJava();
    return new Written(
        ((Number) figures.get(ROWS)).longValue(), ((Number) figures.get(HASH)).longValue());
  }

  /** Rows that were written. */
  public record Written(long rows, long hash) {}
}
