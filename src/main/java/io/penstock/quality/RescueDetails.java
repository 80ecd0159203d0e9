package io.penstock.quality;

import io.penstock.lake.KeyedWriter;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The column that says what of a row was rescued, and why, as JSON: {@code {"amount": {"value":
 * "1.005", "reason": "has 3 decimals where decimal(9,2) keeps 2"}}}; NULL where nothing was. Bronze
 * has it, and a silver table whose rows are rows of bronze.
 */
public final class RescueDetails {
  public static final String COLUMN = KeyedWriter.ADDED_LATER;

  private RescueDetails() {}

  /** The rows without it, unless the SELECT that gives them names it: a star does not. */
  public static Dataset<Row> onlyIfNamed(Dataset<Row> rows, String sql) {
    boolean named = sql.toLowerCase(Locale.ROOT).contains(COLUMN);
    return named || !Arrays.asList(rows.columns()).contains(COLUMN) ? rows : rows.drop(COLUMN);
  }
}
