package io.penstock.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.penstock.lake.DeltaWriter;
import io.penstock.lake.KeyedWriter;
import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.MergeSql;
import io.penstock.lake.StepCommit;
import io.penstock.ops.CheckResult;
import io.penstock.ops.Conservation;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Step;
import io.penstock.quality.ModelRows;
import io.penstock.quality.Quarantine;
import io.penstock.quality.Rules;
import io.penstock.spec.Expectation.Action;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SilverSpec.Mode;
import io.penstock.spec.TableName;
import io.penstock.sql.RowWise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Brings a silver table up to its inputs. The rows are computed and checked once and kept on the
 * local disk; counts, quarantine and table are then written from them, the table last, so that an
 * end in between leaves the step to be done again.
 */
public final class SilverStep {
  private final SilverSpec model;
  private final RowWise rowWise;
  private final StepContext context;
  private final Lake lake;

  public SilverStep(Step.Silver step, StepContext context) {
    this.model = step.model();
    this.rowWise = step.rowWise();
    this.context = context;
    this.lake = context.lake();
  }

  /** Does the step. */
  public StepOutcome run() {
    boolean full =
        context.rebuilds() || model.apply().as() == Mode.OVERWRITE || rowWise == RowWise.NO;
    if (full) {
      return apply(ModelRows.pinned(context), true);
    }
    TableName input = context.inputs().keySet().iterator().next();
    long from =
        context
            .inputs()
            .get(input)
            .firstUnread(context.own().orElseThrow().inputs().get(input).version());
    long to = context.inputs().get(input).version();
    try {
      // A row that changed or went away there may have left rows here that nothing replaces.
      // (Bronze
      // only ever adds rows, or becomes another incarnation.)
      boolean oldRowsStand = input.layer().equals("bronze") || lake.onlyInserts(input, from, to);
      return oldRowsStand
          ? apply(Map.of(input, lake.added(input, from, to)), false)
          : apply(ModelRows.pinned(context), true);
    } catch (Lake.ChangesGone e) {
      return apply(ModelRows.pinned(context), true);
    }
  }

  private StepOutcome apply(Map<TableName, Dataset<Row>> inputs, boolean full) {
    Dataset<Row> input = inputs.values().iterator().next();
    Map<String, String> carried = rowWise == RowWise.NO ? Map.of() : Carried.from(input);
    Dataset<Row> selected =
        ModelRows.storable(model, ModelRows.of(model, lake.spark(), inputs, carried));
    Rules rules = new Rules(model.table().toString(), model.expectations());
    Dataset<Row> checked;
    try {
      checked = new NullKeys(keyed() ? model.keys() : List.of()).mark(rules.check(selected), rules);
    } catch (Exception e) {
      throw ModelRows.cannot(model, "be checked", e);
    }
    checked.persist(StorageLevel.DISK_ONLY());
    try {
      Tally tally = tally(checked, rules);
      rules.guard(tally.checks());
      long read = rowWise == RowWise.PICKS ? input.count() : tally.selected();
      FaultPoint.pass(context.step(), "after-check");
      quarantine(checked, rules, tally, full);
      FaultPoint.pass(context.step(), "after-quarantine");
      Dataset<Row> good = checked.where(not(rejected(rules))).drop(Rules.BROKEN);
      Counts counts = write(good, read, tally, full);
      FaultPoint.pass(context.step(), "after-commit");
      Conservation.check(context.step(), counts);
      return StepOutcome.done(counts, detail(full, counts), tally.checks());
    } finally {
      checked.unpersist();
    }
  }

  // Rows that pick from one table carry their file and line, which say who came last.
  private String detail(boolean full, Counts counts) {
    boolean anyOne =
        rowWise == RowWise.NO && model.apply().orderBy().isEmpty() && counts.deduplicated() > 0;
    return (full ? "computed in full" : "new rows only")
        + (anyOne ? "; which row of a key is the last, only apply.order_by can say" : "");
  }

  private boolean keyed() {
    return !model.keys().isEmpty() && model.apply().as() != Mode.APPEND;
  }

  private static Column rejected(Rules rules) {
    return rules.breaks(Action.QUARANTINE).or(NullKeys.marked()).or(rules.breaks(Action.DROP));
  }

  /** What was found in the checked rows. */
  private record Tally(long selected, long quarantined, long dropped, List<CheckResult> checks) {}

  private Tally tally(Dataset<Row> checked, Rules rules) {
    Column toQuarantine = rules.breaks(Action.QUARANTINE).or(NullKeys.marked());
    List<Column> columns = new ArrayList<>();
    columns.add(count_if(toQuarantine));
    columns.add(count_if(rules.breaks(Action.DROP).and(not(toQuarantine))));
    columns.add(count_if(NullKeys.marked()));
    columns.addAll(rules.violationCounts());
    Row row;
    try {
      row = checked.agg(count(lit(1)), columns.toArray(Column[]::new)).head();
    } catch (Exception e) {
      throw ModelRows.cannot(model, "be computed", e);
    }
    List<Long> violations = new ArrayList<>();
    for (int i = 4; i < row.length(); i++) {
      violations.add(row.getLong(i));
    }
    List<CheckResult> checks = new ArrayList<>(rules.results(violations, row.getLong(0)));
    if (row.getLong(3) > 0) {
      checks.add(new CheckResult(NullKeys.RULE, "quarantine", row.getLong(3), row.getLong(0)));
    }
    return new Tally(row.getLong(0), row.getLong(1), row.getLong(2), checks);
  }

  private void quarantine(Dataset<Row> checked, Rules rules, Tally tally, boolean all) {
    Dataset<Row> bad = checked.where(rules.breaks(Action.QUARANTINE).or(NullKeys.marked()));
    Dataset<Row> rows =
        bad.select(
            col(Rules.BROKEN).as("_rules"),
            lit(null).cast("string").as("_reason"),
            Carried.orNull(bad, "_source_file", "string").as("_source_file"),
            Carried.orNull(bad, "_line", "bigint").as("_line"),
            Carried.orNull(bad, "_run_id", "string").as("_source_run_id"),
            Quarantine.asJson(bad, Carried.COLUMNS).as("_row"));
    new Quarantine(context, model.table()).write(rows, tally.quarantined(), all);
  }

  private Counts write(Dataset<Row> good, long read, Tally tally, boolean full) {
    long filtered = read - tally.selected() + tally.dropped();
    long goodRows = tally.selected() - tally.quarantined() - tally.dropped();
    if (!keyed()) {
      return appendAll(stored(good), read, goodRows, tally.quarantined(), filtered, full);
    }
    LastOfKey last = new LastOfKey(model, good);
    long distinct = last.distinctKeys();
    StepCommit same = context.commit(Map.of());
    KeyedWriter.Written written;
    if (!full && goodRows == 0) {
      new DeltaWriter(lake).append(stored(good), model.table(), same);
      written = new KeyedWriter.Written(0, 0, 0, 0);
    } else {
      written =
          new KeyedWriter(lake)
              .write(
                  stored(last.rows()),
                  model.table(),
                  model.keys(),
                  full ? List.of() : last.storedOrder(),
                  Carried.COLUMNS,
                  full ? MergeSql.Missing.DELETED : MergeSql.Missing.STAYS,
                  same,
                  context.commitAnew(Map.of()));
    }
    Conservation.sameAsDelta(
        context.step(),
        "rows of the batch",
        distinct,
        Map.of("rows of the batch", written.source() + ""));
    return new Counts(
        read,
        written.inserted(),
        written.updated(),
        distinct - written.inserted() - written.updated(),
        written.deleted(),
        tally.quarantined(),
        filtered,
        goodRows - distinct);
  }

  private Counts appendAll(
      Dataset<Row> rows, long read, long goodRows, long quarantined, long filtered, boolean full) {
    DeltaWriter writer = new DeltaWriter(lake);
    Map<String, String> metrics =
        full
            ? writer.overwrite(rows, model.table(), context.commitAnew(Map.of()))
            : writer.append(rows, model.table(), context.commit(Map.of()));
    Conservation.sameAsDelta(context.step(), "numOutputRows", goodRows, metrics);
    return new Counts(read, goodRows, 0, 0, 0, quarantined, filtered, 0);
  }

  private static Dataset<Row> stored(Dataset<Row> rows) {
    return rows.select(
        java.util.Arrays.stream(rows.columns())
            .filter(name -> !name.startsWith("__"))
            .map(name -> col(LakeLocation.quoted(name)))
            .toArray(Column[]::new));
  }
}
