package io.penstock.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;

import io.penstock.lake.Lake;
import io.penstock.ops.Conservation;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Step;
import io.penstock.quality.ModelRows;
import io.penstock.quality.Quarantine;
import io.penstock.quality.RescueDetails;
import io.penstock.quality.RowCounter;
import io.penstock.quality.Rules;
import io.penstock.silver.SilverWrite.Extent;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SilverSpec.Mode;
import io.penstock.spec.TableName;
import io.penstock.sql.LeftOut;
import io.penstock.sql.Repeatable;
import io.penstock.sql.RowWise;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Brings a silver table up to its inputs. The rows are judged first; then those that break a rule
 * go to quarantine and the others to the table, the table last, so that an end in between leaves
 * the step to be done again. Rows that come of one row of the input each are computed for both;
 * others are computed once and kept on the local disk meanwhile.
 */
public final class SilverStep {
  private final SilverSpec model;
  private final RowWise rowWise;
  private final StepContext context;
  private final Lake lake;
  private final Conservation conservation;
  private final Deletions deletions;
  private final Rules rules;
  private final NullKeys keys;

  public SilverStep(Step.Silver step, StepContext context) {
    this.model = step.model();
    this.rowWise = step.rowWise();
    this.context = context;
    this.lake = context.lake();
    this.conservation = new Conservation(context.step());
    this.deletions = new Deletions(model);
    this.rules = deletions.of(new Rules(model.table().toString(), model.expectations()));
    this.keys =
        new NullKeys(
            model.apply().as() == Mode.HISTORY
                ? new History(model).required()
                : SilverWrite.isKeyed(model) ? model.keys() : List.of());
  }

  /** Does the step. */
  public StepOutcome run() {
    boolean full =
        context.rebuilds() || model.apply().as() == Mode.OVERWRITE || rowWise == RowWise.NO;
    if (full) {
      return apply(ModelRows.pinned(context), Extent.ALL);
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
      // Bronze only ever adds rows, or becomes another generation.
      boolean oldRowsStand = input.layer().equals("bronze") || lake.onlyInserts(input, from, to);
      return oldRowsStand
          ? apply(Map.of(input, lake.added(input, from, to)), Extent.NEW)
          : apply(ModelRows.pinned(context), Extent.ALL);
    } catch (Lake.ChangesGone e) {
      return apply(ModelRows.pinned(context), Extent.ALL);
    }
  }

  private StepOutcome apply(Map<TableName, Dataset<Row>> inputs, Extent extent) {
    Dataset<Row> input = inputs.values().iterator().next();
    Map<String, String> carried = rowWise == RowWise.NO ? Map.of() : LineageColumns.from(input);
    Dataset<Row> selected = selected(inputs, carried);
    if (model.apply().as() == Mode.HISTORY) {
      Optional<String> other = new JudgedAgain(model).problem(lake.spark(), inputs);
      if (other.isPresent()) {
        throw SilverErrors.historyNotRepeatable(model, other.get());
      }
    }
    return isCheapAgain(selected)
        ? twice(input, selected, extent)
        : kept(input, selected, extent, () -> goodOfAll(carried));
  }

  private Dataset<Row> selected(Map<TableName, Dataset<Row>> inputs, Map<String, String> carried) {
    Dataset<Row> given =
        ModelRows.storable(model, ModelRows.of(model, lake.spark(), inputs, carried));
    return checking(() -> deletions.mark(given));
  }

  /** All rows that are let in; what was wrong with others was said when they came. */
  private Dataset<Row> goodOfAll(Map<String, String> carried) {
    Dataset<Row> checked = checking(() -> marked(selected(ModelRows.pinned(context), carried)));
    return checked.where(not(SilverTally.rejected(rules, keys))).drop(Rules.BROKEN);
  }

  /**
   * Whether rows are better computed again than kept: each comes of one row of the input, always
   * the same, and a table that has none is not compared with them.
   */
  private boolean isCheapAgain(Dataset<Row> selected) {
    return rowWise != RowWise.NO
        && !deletions.any()
        && model.apply().as() != Mode.HISTORY
        && !SilverWrite.merges(model, lake)
        && Repeatable.isOfEachRow(checking(() -> rules.check(selected)));
  }

  /** Computes the rows once and keeps them on the local disk until all is written from there. */
  private StepOutcome kept(
      Dataset<Row> input, Dataset<Row> selected, Extent extent, Supplier<Dataset<Row>> all) {
    RowCounter computed = new RowCounter(context.step());
    Dataset<Row> checked = checking(() -> marked(computed.counting(selected)));
    checked.persist(StorageLevel.DISK_ONLY());
    try {
      SilverTally tally = SilverTally.of(model, checked, rules, keys);
      rules.guard(tally.checks());
      Read read = read(computed.rows(), selected, input, tally);
      long quarantined = quarantine(checked, tally, extent);
      Dataset<Row> good = checked.where(not(SilverTally.rejected(rules, keys)));
      Dataset<Row> rows = good.drop(Rules.BROKEN);
      SilverWrite.Applied applied =
          model.apply().as() == Mode.HISTORY
              ? new HistoryWrite(model, context, conservation)
                  .write(rows, tally.good(), extent, all)
              : write().write(rows, tally.good(), extent);
      return done(read, tally, quarantined, applied, extent);
    } finally {
      checked.unpersist();
    }
  }

  /** Computes the rows to judge them, and once more on their way to where they belong. */
  private StepOutcome twice(Dataset<Row> input, Dataset<Row> selected, Extent extent) {
    RowCounter computed = new RowCounter(context.step());
    Rules asTheyAre = rules.ofUnmarked();
    SilverTally tally =
        SilverTally.of(model, checking(() -> computed.counting(selected)), asTheyAre, keys);
    rules.guard(tally.checks());
    Read read = read(computed.rows(), selected, input, tally);
    Dataset<Row> bad = selected.where(SilverTally.toQuarantine(asTheyAre, keys));
    long quarantined = quarantine(marked(bad), tally, extent);
    Dataset<Row> good = selected.where(not(SilverTally.rejected(asTheyAre, keys)));
    SilverWrite.Applied applied = write().writeComputing(good, tally.good(), extent);
    return done(read, tally, quarantined, applied, extent);
  }

  private SilverWrite write() {
    return new SilverWrite(model, context, conservation, rowWise == RowWise.PICKS);
  }

  private Dataset<Row> marked(Dataset<Row> rows) {
    return keys.mark(rules.check(rows), rules);
  }

  private Dataset<Row> checking(Supplier<Dataset<Row>> checked) {
    try {
      return checked.get();
    } catch (Exception e) {
      throw ModelRows.cannot(model, "be checked", e);
    }
  }

  private StepOutcome done(
      Read read, SilverTally tally, long quarantined, SilverWrite.Applied applied, Extent extent) {
    Counts counts =
        new Counts(
            read.rows() + applied.again(),
            applied.written(),
            applied.updated(),
            applied.unchanged(),
            applied.deleted(),
            quarantined,
            read.leftOut() + tally.dropped() + applied.gone(),
            applied.deduplicated());
    FaultPoint.pass(context.step(), "after-commit");
    conservation.check(counts);
    return StepOutcome.done(counts, detail(extent, counts), tally.checks());
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

  private Read read(long given, Dataset<Row> selected, Dataset<Row> input, SilverTally tally) {
    conservation.same(given, "as the SELECT gave them", tally.selected(), "where they were judged");
    conservation.same(
        tally.selected(),
        "where they were judged",
        tally.good() + tally.quarantined() + tally.dropped(),
        "as good, bad and dropped ones");
    FaultPoint.pass(context.step(), "after-check");
    if (rowWise != RowWise.PICKS) {
      return new Read(given, 0, given);
    }
    long rows = input.count();
    long leftOut = new LeftOut(selected, input).count().orElse(rows - given);
    conservation.same(rows, "in the input", leftOut + given, "as left out or given by the SELECT");
    return new Read(rows, leftOut, given);
  }

  // Rows that pick from one table carry their file and line, which say who came last.
  private String detail(Extent extent, Counts counts) {
    boolean anyOne =
        rowWise == RowWise.NO && model.apply().orderBy().isEmpty() && counts.deduplicated() > 0;
    return (extent == Extent.ALL ? "computed in full" : "new rows only")
        + (anyOne ? "; which row of a key is the last, only apply.order_by can say" : "");
  }

  private long quarantine(Dataset<Row> marked, SilverTally tally, Extent extent) {
    Dataset<Row> bad = marked.where(SilverTally.toQuarantine(rules, keys));
    Dataset<Row> rows =
        bad.select(
            col(Rules.BROKEN).as("_rules"),
            reasons(bad).as("_reason"),
            LineageColumns.orNull(bad, "_source_file", "string").as("_source_file"),
            LineageColumns.orNull(bad, "_line", "bigint").as("_line"),
            LineageColumns.orNull(bad, "_run_id", "string").as("_source_run_id"),
            Quarantine.asJson(bad, LineageColumns.COLUMNS).as("_row"));
    long written =
        new Quarantine(context, model.table())
            .write(rows, tally.quarantined(), extent == Extent.ALL);
    FaultPoint.pass(context.step(), "after-quarantine");
    return written;
  }

  // Every rule that the row breaks with what it says is valid, and what was rescued on the way.
  private Column reasons(Dataset<Row> bad) {
    Column rescued = LineageColumns.orNull(bad, RescueDetails.COLUMN, "string");
    return nullif(concat_ws("; ", rules.reasons(), concat(lit("rescued: "), rescued)), lit(""));
  }
}
