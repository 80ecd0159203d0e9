package io.penstock.bronze.changes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.CommitResult;
import io.penstock.lake.DeltaWriter;
import io.penstock.lake.Lake;
import io.penstock.ops.Conservation;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.LandedFile;
import io.penstock.ops.LandingLedger;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.quality.RowCounter;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.TableName;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Adds to the log of a table what its loads have changed: each load is compared with the state that
 * the log had come to. Made anew, the log is the same, because the loads are still there.
 */
public final class ChangeLogStep {
  /** A change's place in its load takes so many bits; above it is the number of the load. */
  private static final int BITS = 42;

  /** Of 2^33 rows each; the bit above them says that a change is no deletion. */
  private static final int MOST_PARTS = 256;

  /**
   * Deletions of a load come first: what takes the place of a row under a key of silver's must be
   * later than the row that went.
   */
  private static final long AFTER_DELETIONS = 1L << 41;

  /** After so many loads the state is computed and kept, or its plan would grow without end. */
  private static final int KEPT = 8;

  private final SourceSpec source;
  private final StepContext context;
  private final Lake lake;
  private final Conservation conservation;

  public ChangeLogStep(Step.Bronze step, StepContext context) {
    this.source = step.source();
    this.context = context;
    this.lake = context.lake();
    this.conservation = new Conservation(context.step());
  }

  /** Does the step. */
  public StepOutcome run() {
    TableName landing = source.landing();
    TableProgress landed = context.inputs().get(landing);
    Map<String, LandedFile> all = LandingLedger.current(lake, landing, landed);
    try {
      if (!context.rebuilds()) {
        Optional<StepOutcome> added = add(all);
        if (added.isPresent()) {
          return added.get();
        }
      }
      return rebuild(all);
    } catch (IOException e) {
      throw ChangeErrors.outOfReach(source, e);
    }
  }

  /** What came since; empty if a column has become another type, so that all rows are written. */
  private Optional<StepOutcome> add(Map<String, LandedFile> all) throws IOException {
    TableProgress.ReadUpTo read = context.own().orElseThrow().inputs().get(source.landing());
    List<LandedFile> files =
        all.values().stream().filter(file -> file.batch() > read.batch()).toList();
    Dataset<Row> log = lake.at(source.bronze(), context.own().get().version());
    List<LoadedBatch> batches = LoadedBatch.of(lake.spark(), lake.storage(), files);
    LogSchema schema = new LogSchema(source).with(log.schema());
    batches.forEach(batch -> schema.with(batch.rows().schema()));
    boolean sameKeys =
        batches.stream().allMatch(batch -> batch.keys().equals(keys(context.own().get())));
    return read.batch() < 0 || !schema.fits(log.schema()) || !sameKeys
        ? Optional.empty()
        : Optional.of(load(batches, schema, Optional.of(log)));
  }

  private static List<String> keys(TableProgress own) {
    String keys = own.notes().getOrDefault("keys", "");
    return keys.isEmpty() ? List.of() : keys.lines().toList();
  }

  private StepOutcome rebuild(Map<String, LandedFile> all) throws IOException {
    List<LoadedBatch> batches =
        LoadedBatch.of(lake.spark(), lake.storage(), List.copyOf(all.values()));
    LogSchema schema = new LogSchema(source);
    batches.forEach(batch -> schema.with(batch.rows().schema()));
    return load(batches, schema, Optional.empty());
  }

  private StepOutcome load(
      List<LoadedBatch> batches, LogSchema schema, Optional<Dataset<Row>> log) {
    List<Dataset<Row>> changes = new ArrayList<>();
    try {
      List<String> keys = log.isPresent() ? keys(context.own().orElseThrow()) : List.of();
      LoadCounts found = new LoadCounts();
      Optional<Dataset<Row>> state = Optional.empty();
      if (log.isPresent()) {
        state =
            Optional.of(new Difference(schema.names(), keys).state(withColumns(schema, log.get())));
      }
      for (int i = 0; i < batches.size(); i++) {
        LoadedBatch batch = batches.get(i);
        Difference difference = new Difference(schema.names(), batch.keys());
        Dataset<Row> rows = schema.of(batch.rows());
        boolean another =
            batches.subList(i + 1, batches.size()).stream().anyMatch(LoadedBatch::whole);
        if (!isUnique(difference, rows, another)) {
          continue;
        }
        Dataset<Row> before = state.orElseGet(() -> rows.limit(0));
        boolean sameKeys = state.isEmpty() || keys.equals(batch.keys());
        keys = batch.keys();
        RowCounter compared = new RowCounter(context.step());
        Dataset<Row> changed =
            numbered(
                sameKeys
                    ? differing(difference, before, batch, rows, compared, schema)
                    : compared.counting(difference.replaced(before, rows)),
                batch);
        changes.add(changed);
        found.add(changed, batch, difference, before, compared);
        state = Optional.of(next(difference, before, batch, rows, schema));
        if (i % KEPT == KEPT - 1) {
          state = state.map(Dataset::localCheckpoint);
        }
      }
      FaultPoint.pass(context.step(), "after-read");
      Dataset<Row> all =
          changes.stream()
              .reduce(Dataset::unionByName)
              // The landing has a commit more that brought no load: that much is noted as read.
              .orElseGet(() -> log.orElseThrow().limit(0))
              .withColumn(LogColumns.INGESTED_AT, lit(Timestamp.from(context.startedAt())))
              .withColumn(LogColumns.RUN_ID, lit(context.runId()));
      commit(all, keys, found, log.isEmpty());
      FaultPoint.pass(context.step(), "after-commit");
      Counts counts = found.counts();
      conservation.check(counts);
      return StepOutcome.done(
          counts,
          batches.size() + (batches.size() == 1 ? " load" : " loads") + " compared",
          List.of());
    } finally {
      changes.forEach(Dataset::unpersist);
    }
  }

  private static Dataset<Row> withColumns(LogSchema schema, Dataset<Row> log) {
    // A column that came later is NULL in rows of before.
    Dataset<Row> all = log;
    for (String name : schema.names()) {
      if (!List.of(log.columns()).contains(name)) {
        all = all.withColumn(name, lit(null).cast(schema.type(name)));
      }
    }
    return all;
  }

  /**
   * Whether no two rows have the same key.
   *
   * @param another whether a later load has all rows, so that this one need not be taken
   */
  private boolean isUnique(Difference difference, Dataset<Row> rows, boolean another) {
    if (difference.keys().isEmpty()) {
      return true;
    }
    Dataset<Row> twice = difference.twice(rows);
    List<Row> some = twice.limit(1).collectAsList();
    if (!some.isEmpty() && !another) {
      throw ChangeErrors.keysNotUnique(
          source, difference.keys(), twice.count(), some.get(0).toString());
    }
    return some.isEmpty();
  }

  private static Dataset<Row> differing(
      Difference difference,
      Dataset<Row> before,
      LoadedBatch batch,
      Dataset<Row> rows,
      RowCounter compared,
      LogSchema schema) {
    Dataset<Row> differing =
        compared
            .counting(difference.between(before, rows, batch.whole()))
            .where(col(LogColumns.OP).notEqual(Difference.SAME));
    return batch
        .present()
        .map(
            keys ->
                differing.unionByName(
                    difference.gone(
                        difference.without(before, rows), schema.keys(keys, batch.keys()))))
        .orElse(differing);
  }

  private static Dataset<Row> numbered(Dataset<Row> changed, LoadedBatch batch) {
    return changed
        .coalesce(MOST_PARTS)
        .withColumn(
            LogColumns.SEQ,
            monotonically_increasing_id()
                .plus(
                    when(col(LogColumns.OP).equalTo(LogColumns.DELETE), lit(0L))
                        .otherwise(lit(AFTER_DELETIONS)))
                .plus(lit(batch.number() << BITS)))
        .withColumn(LogColumns.EXTRACTED_AT, timestamp_micros(lit(batch.extractedAt())))
        // Kept, so that what was counted is what is written, under the same numbers.
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static Dataset<Row> next(
      Difference difference,
      Dataset<Row> before,
      LoadedBatch batch,
      Dataset<Row> rows,
      LogSchema schema) {
    if (batch.whole()) {
      return rows;
    }
    Dataset<Row> all = difference.without(before, rows).unionByName(rows);
    return batch
        .present()
        .map(keys -> difference.among(all, schema.keys(keys, batch.keys())))
        .orElse(all);
  }

  private void commit(Dataset<Row> rows, List<String> keys, LoadCounts found, boolean anew) {
    Map<String, String> notes = Map.of("keys", String.join("\n", keys));
    DeltaWriter writer = new DeltaWriter(lake);
    long before = anew ? 0 : lake.rows(source.bronze(), context.own().orElseThrow().version());
    CommitResult made =
        anew
            ? writer.overwrite(rows, source.bronze(), context.commitNew(notes))
            : writer.append(rows, source.bronze(), context.commit(notes));
    long written = made.metric("numOutputRows");
    conservation.afterwards(found.changes(), "as changes", written, "by Delta");
    conservation.holds(before, written, 0, made);
  }
}
