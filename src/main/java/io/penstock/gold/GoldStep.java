package io.penstock.gold;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.penstock.lake.CommitResult;
import io.penstock.lake.DeltaWriter;
import io.penstock.lake.KeyedWrite;
import io.penstock.lake.KeyedWriter;
import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.ops.CheckResult;
import io.penstock.ops.Conservation;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Step;
import io.penstock.quality.ModelRows;
import io.penstock.quality.RowCounter;
import io.penstock.quality.Rules;
import io.penstock.spec.GoldSpec;
import io.penstock.spec.ModelCode;
import io.penstock.sql.Repeatable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Computes a gold table from its inputs at pinned versions. With keys, only rows that differ are
 * committed; without, the table is replaced.
 */
public final class GoldStep {
  private final GoldSpec model;
  private final StepContext context;
  private final Lake lake;
  private final Conservation conservation;

  public GoldStep(Step.Gold step, StepContext context) {
    this.model = step.model();
    this.context = context;
    this.lake = context.lake();
    this.conservation = new Conservation(context.step());
  }

  /** Does the step. */
  public StepOutcome run() {
    Dataset<Row> rows =
        ModelRows.storable(
            model, ModelRows.of(model, lake.spark(), ModelRows.pinned(context), Map.of()));
    Rules rules = new Rules(model.table().toString(), model.expectations());
    boolean merged = !model.keys().isEmpty() && lake.exists(model.table());
    // A class may read what it likes, and its functions may give what they like.
    boolean cheapAgain =
        !merged
            && model.code() instanceof ModelCode.Sql
            && Repeatable.isOfEachRow(checking(() -> rules.check(rows)));
    return cheapAgain ? twice(rows, rules.ofUnmarked()) : kept(rows, rules);
  }

  /** Computes the rows once and keeps them on the local disk until they are written. */
  private StepOutcome kept(Dataset<Row> rows, Rules rules) {
    RowCounter computed = new RowCounter(context.step());
    Dataset<Row> checked = checking(() -> rules.check(computed.counting(rows)));
    checked.persist(StorageLevel.DISK_ONLY());
    try {
      return written(checked, checked.drop(Rules.BROKEN), computed, rules);
    } finally {
      checked.unpersist();
    }
  }

  /** Computes the rows to judge them, and once more on their way into the table. */
  private StepOutcome twice(Dataset<Row> rows, Rules rules) {
    RowCounter computed = new RowCounter(context.step());
    return written(checking(() -> computed.counting(rows)), rows, computed, rules);
  }

  private Dataset<Row> checking(Supplier<Dataset<Row>> checked) {
    try {
      return checked.get();
    } catch (Exception e) {
      throw ModelRows.cannot(model, "be checked", e);
    }
  }

  private StepOutcome written(
      Dataset<Row> checked, Dataset<Row> stored, RowCounter computed, Rules rules) {
    Row tally = tally(checked, rules);
    long total = tally.getLong(0);
    List<CheckResult> checks = rules.results(violations(tally), total);
    rules.guard(checks);
    if (!model.keys().isEmpty()) {
      requireUniqueKeys(stored, total, tally.getLong(1));
    }
    FaultPoint.pass(context.step(), "before-commit");
    long read = computed.rows();
    conservation.same(read, "as the model gave them", total, "where they were judged");
    Counts counts = model.keys().isEmpty() ? replace(stored, read) : differ(stored, read);
    FaultPoint.pass(context.step(), "after-commit");
    conservation.check(counts);
    return StepOutcome.done(counts, "", checks);
  }

  private Row tally(Dataset<Row> checked, Rules rules) {
    List<Column> columns = new ArrayList<>();
    columns.add(
        count_if(keys().stream().map(Column::isNull).reduce(Column::or).orElse(lit(false))));
    columns.addAll(rules.violationCounts());
    try {
      return checked.agg(count(lit(1)), columns.toArray(Column[]::new)).head();
    } catch (Exception e) {
      throw ModelRows.cannot(model, "be computed", e);
    }
  }

  private static List<Long> violations(Row tally) {
    return IntStream.range(2, tally.length()).mapToObj(tally::getLong).toList();
  }

  private List<Column> keys() {
    return model.keys().stream().map(key -> col(LakeLocation.quoted(key))).toList();
  }

  private void requireUniqueKeys(Dataset<Row> rows, long total, long nullKeys) {
    if (nullKeys > 0) {
      throw GoldErrors.nullKeys(model, nullKeys);
    }
    Column[] keys = keys().toArray(Column[]::new);
    long distinct = rows.select(keys).distinct().count();
    if (distinct != total) {
      Row example =
          rows.groupBy(keys).agg(count(lit(1)).as("n")).where(col("n").gt(1)).orderBy(keys).head();
      throw GoldErrors.sharedKeys(model, (total - distinct), example.mkString("(", ", ", ")"));
    }
  }

  private Counts replace(Dataset<Row> rows, long read) {
    CommitResult made =
        new DeltaWriter(lake).overwrite(rows, model.table(), context.commitNew(Map.of()));
    long written = made.metric("numOutputRows");
    conservation.holds(0, written, 0, made);
    return new Counts(read, written, 0, 0, 0, 0, 0, 0);
  }

  private Counts differ(Dataset<Row> rows, long read) {
    KeyedWriter.Written written =
        new KeyedWriter(lake)
            .afterOthers(context.othersMayHaveWritten())
            .write(
                rows,
                KeyedWrite.whole(model.table(), model.keys()),
                context.commit(Map.of()),
                context.commitNew(Map.of()));
    conservation.written(read, written.source());
    conservation.holds(written.before(), written.inserted(), written.deleted(), written.made());
    return new Counts(
        read,
        written.inserted(),
        written.updated(),
        written.unchanged(),
        written.deleted(),
        0,
        0,
        0);
  }
}
