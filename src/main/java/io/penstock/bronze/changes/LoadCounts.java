package io.penstock.bronze.changes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;

import io.penstock.ops.Counts;
import io.penstock.quality.RowCounter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What was found in the loads. */
final class LoadCounts {
  private long read;
  private long inserted;
  private long updated;
  private long same;
  private long deleted;

  void add(
      Dataset<Row> changed,
      LoadedBatch batch,
      Difference difference,
      Dataset<Row> before,
      RowCounter compared) {
    Row row =
        changed
            .agg(
                count_if(col(LogColumns.OP).equalTo(LogColumns.INSERT)),
                count_if(col(LogColumns.OP).equalTo(LogColumns.UPDATE)),
                count_if(col(LogColumns.OP).equalTo(LogColumns.DELETE)))
            .head();
    read += batch.count();
    inserted += row.getLong(0);
    updated += row.getLong(1);
    deleted += row.getLong(2);
    long gone = row.getLong(2);
    // Of a load of some rows those that went have not been among the compared ones.
    long compare = compared.rows() - row.getLong(0) - row.getLong(1) - (batch.whole() ? gone : 0);
    // Rows without keys are the same where none went: as many as were there and did not go.
    same += difference.keys().isEmpty() ? before.count() - gone : compare;
  }

  long changes() {
    return inserted + updated + deleted;
  }

  Counts counts() {
    return new Counts(read, inserted, updated, same, deleted, 0, 0, 0);
  }
}
