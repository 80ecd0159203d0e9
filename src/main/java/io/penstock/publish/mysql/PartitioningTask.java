package io.penstock.publish.mysql;

import io.penstock.publish.protocol.TargetTable;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.Parts;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows on their way into parts, beside somebody who looks at the same rows: both read all of them,
 * and neither keeps all cores busy for long.
 */
final class PartitioningTask implements TargetTable.Prepared {
  private static final long PAUSE_MILLIS = 100;

  private final FutureTask<Divided> task;
  private final Thread thread;
  private final SparkContext spark;
  private final String tag = "penstock-dividing-" + UUID.randomUUID();

  /** Rows in parts, with the stream in which they can be sent. */
  record Divided(Parts.Divided parts, Lines lines) {}

  private PartitioningTask(Dataset<Row> gold, List<String> keys, ChecksumColumns hashed) {
    spark = gold.sparkSession().sparkContext();
    task = new FutureTask<>(() -> divided(gold, keys, hashed));
    thread = new Thread(task, "penstock-dividing");
    thread.setDaemon(true);
  }

  /**
   * @param gold the rows of the table, as the lake has them
   */
  static PartitioningTask begin(Dataset<Row> gold, List<String> keys, ChecksumColumns hashed) {
    PartitioningTask dividing = new PartitioningTask(gold, keys, hashed);
    dividing.thread.start();
    return dividing;
  }

  private Divided divided(Dataset<Row> gold, List<String> keys, ChecksumColumns hashed) {
    SparkSession.setActiveSession(gold.sparkSession());
    spark.addJobTag(tag);
    // Flattened here: what makes JSON has a state, and two threads cannot share it.
    Dataset<Row> rows = WireRows.flattened(gold);
    Parts.Divided parts = new Parts(keys).of(gold, rows);
    return new Divided(parts, Lines.of(parts, hashed));
  }

  @Override
  public int parts() {
    return done().parts().parts();
  }

  /** Waits for the end of it. */
  Divided done() {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException said
          ? said
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rows were divided", e);
    }
  }

  /** Ends it, if nobody has waited for it. */
  @Override
  public void close() {
    try {
      // Asked for again and again: between two of its jobs there is none to be cancelled.
      while (thread.isAlive()) {
        if (!task.isDone()) {
          spark.cancelJobsWithTag(tag);
        }
        thread.join(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      spark.cancelJobsWithTag(tag);
      Thread.currentThread().interrupt();
    }
  }
}
