package io.penstock.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.penstock.lake.CommitResult;
import io.penstock.lake.DeltaWriter;
import io.penstock.lake.KeyedWrite;
import io.penstock.lake.KeyedWriter;
import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.StepCommit;
import io.penstock.ops.Conservation;
import io.penstock.ops.StepContext;
import io.penstock.quality.RescueDetails;
import io.penstock.spec.SilverSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Good rows on their way into a silver table, as its {@code apply} says. */
final class SilverWrite {
  private final SilverSpec model;
  private final StepContext context;
  private final Lake lake;
  private final Conservation conservation;
  private final boolean tellsPlaces;

  /**
   * @param tellsPlaces see {@link LastOfKey}
   */
  SilverWrite(
      SilverSpec model, StepContext context, Conservation conservation, boolean tellsPlaces) {
    this.model = model;
    this.tellsPlaces = tellsPlaces;
    this.context = context;
    this.lake = context.lake();
    this.conservation = conservation;
  }

  /** Which rows these are of those that the table is to have. */
  enum Extent {
    ALL,
    NEW
  }

  /**
   * What became of them.
   *
   * @param gone rows that were there to remove others, which leave none
   * @param again rows that were taken before, and were looked at again
   */
  record Applied(
      long written,
      long updated,
      long unchanged,
      long deleted,
      long deduplicated,
      long gone,
      long again) {
    Applied(
        long written, long updated, long unchanged, long deleted, long deduplicated, long gone) {
      this(written, updated, unchanged, deleted, deduplicated, gone, 0);
    }

    static final Applied NOTHING = new Applied(0, 0, 0, 0, 0, 0);
  }

  /** Whether a key has one row. */
  static boolean isKeyed(SilverSpec model) {
    return !model.keys().isEmpty() && model.apply().as() != SilverSpec.Mode.APPEND;
  }

  /** Whether rows of a key that are there are compared with those that come. */
  static boolean merges(SilverSpec model, Lake lake) {
    return isKeyed(model) && lake.exists(model.table());
  }

  /**
   * Writes rows that are computed meanwhile, once; those with keys are the first of their table.
   *
   * @param count how many rows they are
   */
  Applied writeComputing(Dataset<Row> good, long count, Extent extent) {
    if (!isKeyed(model)) {
      return appended(stored(good), extent);
    }
    LastOfKey last = new LastOfKey(model, good, tellsPlaces);
    LastOfKey.Keys keys = last.keys();
    conservation.same(count, "as good ones", keys.distinct() + keys.repeated(), "by their keys");
    // Rows that all have keys of their own need not be brought together by them.
    Dataset<Row> rows = keys.repeated() == 0 ? good : last.rows();
    CommitResult made =
        new DeltaWriter(lake).append(stored(rows), model.table(), context.commit(Map.of()));
    long written = made.metric("numOutputRows");
    conservation.afterwards(keys.distinct(), "as the last of their keys", written, "by Delta");
    conservation.holds(0, written, 0, made);
    return new Applied(written, 0, 0, 0, keys.repeated(), 0);
  }

  /**
   * @param count how many rows they are
   */
  Applied write(Dataset<Row> good, long count, Extent extent) {
    return isKeyed(model) ? keyed(good, count, extent) : appended(stored(good), extent);
  }

  private Applied keyed(Dataset<Row> good, long count, Extent extent) {
    LastOfKey last = new LastOfKey(model, good, tellsPlaces);
    LastOfKey.Keys keys = last.keys();
    conservation.same(count, "as good ones", keys.distinct() + keys.repeated(), "by their keys");
    StepCommit same = context.commit(Map.of());
    if (extent == Extent.NEW && count == 0) {
      new DeltaWriter(lake).append(stored(good), model.table(), same);
      return Applied.NOTHING;
    }
    boolean deletes = new Deletions(model).any();
    Dataset<Row> rows = last.rows();
    long gone = deletes ? rows.where(col(Deletions.GONE)).count() : 0;
    boolean all = extent == Extent.ALL || !lake.exists(model.table());
    Dataset<Row> stored = stored(deletes && all ? rows.where(not(col(Deletions.GONE))) : rows);
    KeyedWrite whole =
        KeyedWrite.whole(model.table(), model.keys()).besides(LineageColumns.COLUMNS);
    KeyedWrite some = whole.some(last.storedOrder());
    KeyedWriter.Written written =
        new KeyedWriter(lake)
            .afterOthers(context.othersMayHaveWritten())
            .write(
                deletes && !all ? withRemoval(rows) : stored,
                extent == Extent.ALL
                    ? whole
                    : deletes && !all ? some.removing(Deletions.GONE) : some,
                same,
                context.commitNew(Map.of()));
    conservation.written(keys.distinct() - (all ? gone : 0), written.source());
    conservation.holds(written.before(), written.inserted(), written.deleted(), written.made());
    return new Applied(
        written.inserted(),
        written.updated(),
        written.unchanged(),
        written.deleted(),
        keys.repeated(),
        gone);
  }

  static Dataset<Row> withRemoval(Dataset<Row> rows) {
    List<Column> columns = storedColumns(rows);
    columns.add(col(Deletions.GONE));
    return rows.select(columns.toArray(Column[]::new));
  }

  private Applied appended(Dataset<Row> rows, Extent extent) {
    DeltaWriter writer = new DeltaWriter(lake);
    boolean all = extent == Extent.ALL;
    long before = all ? 0 : lake.rows(model.table(), context.own().orElseThrow().version());
    CommitResult made =
        all
            ? writer.overwrite(rows, model.table(), context.commitNew(Map.of()))
            : writer.append(rows, model.table(), context.commit(Map.of()));
    long written = made.metric("numOutputRows");
    conservation.holds(before, written, 0, made);
    return new Applied(written, 0, 0, 0, 0, 0);
  }

  private static Dataset<Row> stored(Dataset<Row> rows) {
    return rows.select(storedColumns(rows).toArray(Column[]::new));
  }

  static List<Column> storedColumns(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      if (!name.startsWith("__")) {
        columns.add(col(LakeLocation.quoted(name)));
      }
    }
    LineageColumns.find(rows, RescueDetails.COLUMN)
        .filter(name -> name.startsWith("__"))
        .ifPresent(name -> columns.add(col(LakeLocation.quoted(name)).as(RescueDetails.COLUMN)));
    return columns;
  }
}
