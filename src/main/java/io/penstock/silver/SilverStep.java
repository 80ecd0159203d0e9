package io.penstock.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;

import io.penstock.lake.DeltaWriter;
import io.penstock.lake.KeyedWriter;
import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.Made;
import io.penstock.lake.MergeSql;
import io.penstock.lake.StepCommit;
import io.penstock.ops.CheckResult;
import io.penstock.ops.Conservation;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Step;
import io.penstock.quality.Computed;
import io.penstock.quality.ModelRows;
import io.penstock.quality.Quarantine;
import io.penstock.quality.RescueDetails;
import io.penstock.quality.Rules;
import io.penstock.spec.Expectation.Action;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SilverSpec.Mode;
import io.penstock.spec.TableName;
import io.penstock.sql.LeftOut;
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
  private final Conservation conservation;

  public SilverStep(Step.Silver step, StepContext context) {
    this.model = step.model();
    this.rowWise = step.rowWise();
    this.context = context;
    this.lake = context.lake();
    this.conservation = new Conservation(context.step());
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
      // only ever adds rows, or becomes another generation.)
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
    Map<String, String> carried = rowWise == RowWise.NO ? Map.of() : LineageColumns.from(input);
    Dataset<Row> selected =
        ModelRows.storable(model, ModelRows.of(model, lake.spark(), inputs, carried));
    Computed computed = new Computed(context.step());
    Rules rules = new Rules(model.table().toString(), model.expectations());
    Dataset<Row> checked;
    try {
      checked =
          new NullKeys(keyed() ? model.keys() : List.of())
              .mark(rules.check(computed.counting(selected)), rules);
    } catch (Exception e) {
      throw ModelRows.cannot(model, "be checked", e);
    }
    checked.persist(StorageLevel.DISK_ONLY());
    try {
      Tally tally = tally(checked, rules);
      rules.guard(tally.checks());
      Read read = read(computed.rows(), selected, input);
      conservation.same(
          read.given(), "as the SELECT gave them", tally.selected(), "where they were kept");
      conservation.same(
          tally.selected(),
          "where they were kept",
          tally.good() + tally.quarantined() + tally.dropped(),
          "as good, bad and dropped ones");
      FaultPoint.pass(context.step(), "after-check");
      long quarantined = quarantine(checked, rules, tally, full);
      FaultPoint.pass(context.step(), "after-quarantine");
      Dataset<Row> good = checked.where(not(rejected(rules))).drop(Rules.BROKEN);
      Counts counts = write(good, read, quarantined, tally, full);
      FaultPoint.pass(context.step(), "after-commit");
      conservation.check(counts);
      return StepOutcome.done(counts, detail(full, counts), tally.checks());
    } finally {
      checked.unpersist();
    }
  }

  /**
   * What came in.
   *
   * @param rows how many rows the inputs had; where rows do not answer to rows, how many the SELECT
   *     gave
   * @param leftOut how many of them a WHERE left out
   * @param given how many rows the SELECT gave
   */
  private record Read(long rows, long leftOut, long given) {}

  private Read read(long given, Dataset<Row> selected, Dataset<Row> input) {
    if (rowWise != RowWise.PICKS) {
      return new Read(given, 0, given);
    }
    long rows = input.count();
    long leftOut = new LeftOut(selected, input).count().orElse(rows - given);
    conservation.same(rows, "in the input", leftOut + given, "as left out or given by the SELECT");
    return new Read(rows, leftOut, given);
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
  private record Tally(
      long selected, long quarantined, long dropped, long good, List<CheckResult> checks) {}

  private Tally tally(Dataset<Row> checked, Rules rules) {
    Column toQuarantine = rules.breaks(Action.QUARANTINE).or(NullKeys.marked());
    List<Column> columns = new ArrayList<>();
    columns.add(count_if(toQuarantine));
    columns.add(count_if(rules.breaks(Action.DROP).and(not(toQuarantine))));
    columns.add(count_if(NullKeys.marked()));
    columns.add(count_if(not(rejected(rules))));
    columns.addAll(rules.violationCounts());
    Row row;
    try {
      row = checked.agg(count(lit(1)), columns.toArray(Column[]::new)).head();
    } catch (Exception e) {
      throw ModelRows.cannot(model, "be computed", e);
    }
    List<Long> violations = new ArrayList<>();
    for (int i = 5; i < row.length(); i++) {
      violations.add(row.getLong(i));
    }
    List<CheckResult> checks = new ArrayList<>(rules.results(violations, row.getLong(0)));
    if (row.getLong(3) > 0) {
      checks.add(new CheckResult(NullKeys.RULE, "quarantine", row.getLong(3), row.getLong(0)));
    }
    return new Tally(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(4), checks);
  }

  private long quarantine(Dataset<Row> checked, Rules rules, Tally tally, boolean all) {
    Dataset<Row> bad = checked.where(rules.breaks(Action.QUARANTINE).or(NullKeys.marked()));
    Dataset<Row> rows =
        bad.select(
            col(Rules.BROKEN).as("_rules"),
            reasons(bad, rules).as("_reason"),
            LineageColumns.orNull(bad, "_source_file", "string").as("_source_file"),
            LineageColumns.orNull(bad, "_line", "bigint").as("_line"),
            LineageColumns.orNull(bad, "_run_id", "string").as("_source_run_id"),
            Quarantine.asJson(bad, LineageColumns.COLUMNS).as("_row"));
    return new Quarantine(context, model.table()).write(rows, tally.quarantined(), all);
  }

  // Every rule that the row breaks with what it says is valid, and what was rescued on the way.
  private static Column reasons(Dataset<Row> bad, Rules rules) {
    Column rescued = LineageColumns.orNull(bad, RescueDetails.COLUMN, "string");
    return nullif(concat_ws("; ", rules.reasons(), concat(lit("rescued: "), rescued)), lit(""));
  }

  private Counts write(Dataset<Row> good, Read read, long quarantined, Tally tally, boolean full) {
    long filtered = read.leftOut() + tally.dropped();
    if (!keyed()) {
      return appendAll(stored(good), read, quarantined, filtered, full);
    }
    LastOfKey last = new LastOfKey(model, good);
    LastOfKey.Keys keys = last.keys();
    conservation.same(
        tally.good(), "as good ones", keys.distinct() + keys.repeated(), "by their keys");
    StepCommit same = context.commit(Map.of());
    if (!full && tally.good() == 0) {
      new DeltaWriter(lake).append(stored(good), model.table(), same);
      return new Counts(read.rows(), 0, 0, 0, 0, quarantined, filtered, 0);
    }
    KeyedWriter.Written written =
        new KeyedWriter(lake)
            .afterOthers(context.othersMayHaveWritten())
            .write(
                stored(last.rows()),
                model.table(),
                model.keys(),
                full ? List.of() : last.storedOrder(),
                LineageColumns.COLUMNS,
                full ? MergeSql.Missing.DELETED : MergeSql.Missing.STAYS,
                same,
                context.commitNew(Map.of()));
    conservation.written(keys.distinct(), written.source());
    conservation.holds(written.before(), written.inserted(), written.deleted(), written.made());
    return new Counts(
        read.rows(),
        written.inserted(),
        written.updated(),
        written.unchanged(),
        written.deleted(),
        quarantined,
        filtered,
        keys.repeated());
  }

  private Counts appendAll(
      Dataset<Row> rows, Read read, long quarantined, long filtered, boolean full) {
    DeltaWriter writer = new DeltaWriter(lake);
    long before = full ? 0 : lake.rows(model.table(), context.own().orElseThrow().version());
    Made made =
        full
            ? writer.overwrite(rows, model.table(), context.commitNew(Map.of()))
            : writer.append(rows, model.table(), context.commit(Map.of()));
    long written = made.metric("numOutputRows");
    conservation.holds(before, written, 0, made);
    return new Counts(read.rows(), written, 0, 0, 0, quarantined, filtered, 0);
  }

  private static Dataset<Row> stored(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      if (!name.startsWith("__")) {
        columns.add(col(LakeLocation.quoted(name)));
      }
    }
    LineageColumns.find(rows, RescueDetails.COLUMN)
        .filter(name -> name.startsWith("__"))
        .ifPresent(name -> columns.add(col(LakeLocation.quoted(name)).as(RescueDetails.COLUMN)));
    return rows.select(columns.toArray(Column[]::new));
  }
}
