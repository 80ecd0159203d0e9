package io.penstock.ops;

import io.penstock.lake.DeltaWriter;
import io.penstock.lake.Lake;
import io.penstock.spec.RedactedFailure;
import io.penstock.spec.TableName;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of runs, as Delta tables of the lake: {@code ops.runs} (a row when a run begins and
 * one when it ends), {@code ops.steps}, {@code ops.checks}. Nothing is ever decided from it:
 * progress is in the tables themselves. A run that consists of several tasks, or that was repaired,
 * has these rows once for each.
 */
public final class RunLedger {
  private static final Logger LOG = LoggerFactory.getLogger(RunLedger.class);
  private static final StructType RUNS =
      StructType.fromDDL(
          "run_id STRING, pipeline STRING, env STRING, status STRING, started_at TIMESTAMP, ended_at"
              + " TIMESTAMP, seconds DOUBLE, balanced BOOLEAN");
  private static final StructType STEPS =
      StructType.fromDDL(
          "run_id STRING, step STRING, status STRING, read BIGINT, written BIGINT, updated BIGINT,"
              + " unchanged BIGINT, deleted BIGINT, quarantined BIGINT, filtered BIGINT, deduplicated"
              + " BIGINT, seconds DOUBLE, detail STRING, error STRING, recorded_at TIMESTAMP");
  private static final StructType CHECKS =
      StructType.fromDDL(
          "run_id STRING, step STRING, rule STRING, action STRING, violations BIGINT, rows BIGINT,"
              + " recorded_at TIMESTAMP");

  private final Lake lake;
  private final String runId;
  private final String pipeline;
  private final String environment;
  private final Instant startedAt;
  private Thread beginning;

  public RunLedger(
      Lake lake, String runId, String pipeline, String environment, Instant startedAt) {
    this.lake = lake;
    this.runId = runId;
    this.pipeline = pipeline;
    this.environment = environment;
    this.startedAt = startedAt;
  }

  /** Says, in the background and once, that the run has begun; a killed run has no other row. */
  public synchronized void began() {
    if (beginning == null) {
      beginning = new Thread(this::enterBeginning, "ledger-begin");
      beginning.start();
    }
  }

  private void enterBeginning() {
    try {
      append(
          "runs",
          RUNS,
          List.of(
              RowFactory.create(
                  runId,
                  pipeline,
                  environment,
                  "running",
                  Timestamp.from(startedAt),
                  null,
                  null,
                  null)));
    } catch (Exception e) {
      LOG.warn("the ledger cannot say that run {} has begun", runId, RedactedFailure.of(e));
    }
  }

  /** Says how it ended. */
  public void ended(String status, boolean balanced, List<StepResult> steps, Instant endedAt) {
    Timestamp at = Timestamp.from(endedAt);
    List<Row> stepRows = new ArrayList<>();
    List<Row> checkRows = new ArrayList<>();
    for (StepResult step : steps) {
      if (step.skipped()) {
        continue;
      }
      Counts c = step.counts();
      stepRows.add(
          RowFactory.create(
              runId,
              step.step(),
              step.status().toString(),
              c.read(),
              c.written(),
              c.updated(),
              c.unchanged(),
              c.deleted(),
              c.quarantined(),
              c.filtered(),
              c.deduplicated(),
              step.seconds(),
              step.detail(),
              step.error().orElse(null),
              at));
      for (CheckResult check : step.checks()) {
        checkRows.add(
            RowFactory.create(
                runId,
                step.step(),
                check.rule(),
                check.action(),
                check.violations(),
                check.rows(),
                at));
      }
    }
    double seconds = (endedAt.toEpochMilli() - startedAt.toEpochMilli()) / 1000.0;
    CompletableFuture<Void> side =
        CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> append("checks", CHECKS, checkRows)),
            CompletableFuture.runAsync(() -> append("steps", STEPS, stepRows)));
    if (beginning != null) {
      join(beginning);
    }
    append(
        "runs",
        RUNS,
        List.of(
            RowFactory.create(
                runId,
                pipeline,
                environment,
                status,
                Timestamp.from(startedAt),
                at,
                seconds,
                balanced)));
    side.join();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void append(String table, StructType schema, List<Row> rows) {
    if (rows.isEmpty() && lake.location().catalog().isEmpty()) {
      return;
    }
    Lake own = lake.forStep();
    DeltaWriter writer = new DeltaWriter(own);
    Dataset<Row> made = own.spark().createDataFrame(rows, schema).coalesce(1);
    if (rows.isEmpty()) {
      // Whoever asks a catalog finds a table of no rows, not no table.
      writer.make(made, TableName.ops(table));
    } else {
      writer.note(made, TableName.ops(table));
    }
  }
}
