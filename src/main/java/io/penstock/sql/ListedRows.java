package io.penstock.sql;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of the lake for whoever asks several queries about them. */
public final class ListedRows {
  private ListedRows() {}

  /**
   * The same rows, whose files have been looked up: Delta would do it for each query anew, which
   * takes longer than many a query. For rows of one version; of a table with deletion vectors Delta
   * looks them up for each query all the same.
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    return SqlPlans.dataset(rows.sparkSession(), rows.queryExecution().optimizedPlan());
  }
}
