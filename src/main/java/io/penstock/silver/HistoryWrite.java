package io.penstock.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.penstock.lake.DeltaWriter;
import io.penstock.lake.KeyedWrite;
import io.penstock.lake.KeyedWriter;
import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.ops.Conservation;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.StepContext;
import io.penstock.silver.SilverWrite.Applied;
import io.penstock.silver.SilverWrite.Extent;
import io.penstock.spec.SilverSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Good rows on their way into a history. The keys that have new rows get their versions from all of
 * their rows, those of before too, so that a late one finds its place. Made anew, a history that
 * would have fewer versions than it has is refused.
 */
final class HistoryWrite {
  private final SilverSpec model;
  private final History history;
  private final StepContext context;
  private final Lake lake;
  private final Conservation conservation;

  HistoryWrite(SilverSpec model, StepContext context, Conservation conservation) {
    this.model = model;
    this.history = new History(model);
    this.context = context;
    this.lake = context.lake();
    this.conservation = conservation;
  }

  /**
   * @param count how many rows they are
   * @param all all good rows of the input, of which these are the new ones or all
   */
  Applied write(Dataset<Row> good, long count, Extent extent, Supplier<Dataset<Row>> all) {
    requireOwnNames(good);
    boolean some = extent == Extent.NEW && lake.exists(model.table());
    if (some && count == 0) {
      // How far it has read is committed all the same.
      Dataset<Row> none = good.select(SilverWrite.storedColumns(good).toArray(Column[]::new));
      new DeltaWriter(lake).append(none, model.table(), context.commit(Map.of()));
      return Applied.NOTHING;
    }
    // Not the new ones and those of before: what the input was before may be cleaned away by now.
    Dataset<Row> events = some ? ofKeys(all.get(), good) : good;
    Dataset<Row> versions = new Versions(model, events).rows().persist(StorageLevel.DISK_ONLY());
    try {
      Row fates = fates(versions);
      conservation.same(
          keys(good), "as keys of good rows", keys(versions), "as keys of the rows of all times");
      long again = fates.getLong(0) - count;
      Dataset<Row> made = versions.where(col(Versions.FATE).equalTo(Versions.VERSION));
      if (!some && lake.exists(model.table())) {
        new KeptVersions(model, lake).require(made);
      }
      FaultPoint.pass(context.step(), "after-versions");
      return written(made, good, fates, again, some);
    } finally {
      versions.unpersist();
    }
  }

  private long keys(Dataset<Row> rows) {
    return rows.select(columns(model.keys())).distinct().count();
  }

  /** How many events there are, versions, repeated ones, removals. */
  private static Row fates(Dataset<Row> versions) {
    return versions
        .agg(
            functions.count(lit(1)),
            count_if(col(Versions.FATE).equalTo(Versions.VERSION)),
            count_if(col(Versions.FATE).equalTo(Versions.REPEATED)),
            count_if(col(Deletions.GONE).and(col(Versions.FATE).notEqual(Versions.REPEATED))))
        .head();
  }

  private Applied written(
      Dataset<Row> made, Dataset<Row> good, Row fates, long again, boolean some) {
    Dataset<Row> stored = made.select(SilverWrite.storedColumns(made).toArray(Column[]::new));
    KeyedWrite whole =
        KeyedWrite.whole(model.table(), history.keys()).besides(LineageColumns.COLUMNS);
    Dataset<Row> gone = some ? gone(stored, good) : null;
    long removed = some ? gone.count() : 0;
    KeyedWriter.Written written =
        new KeyedWriter(lake)
            .afterOthers(context.othersMayHaveWritten())
            .write(
                some
                    ? stored.withColumn(Deletions.GONE, lit(false)).unionByName(gone, true)
                    : stored,
                some ? whole.some(List.of()).removing(Deletions.GONE) : whole,
                context.commit(Map.of()),
                context.commitNew(Map.of()));
    conservation.written(fates.getLong(1) + removed, written.source());
    conservation.holds(written.before(), written.inserted(), written.deleted(), written.made());
    return new Applied(
        written.inserted(),
        written.updated(),
        written.unchanged(),
        written.deleted(),
        fates.getLong(2),
        fates.getLong(3),
        again);
  }

  /** Versions of these keys that are there and are none any more. */
  private Dataset<Row> gone(Dataset<Row> stored, Dataset<Row> good) {
    Dataset<Row> there = lake.spark().table(lake.location().sql(model.table()));
    Column[] keys = columns(history.keys());
    return ofKeys(there, good)
        .select(keys)
        .join(stored.select(keys), names(history.keys()), "left_anti")
        .withColumn(Deletions.GONE, lit(true));
  }

  private Dataset<Row> ofKeys(Dataset<Row> rows, Dataset<Row> good) {
    Dataset<Row> keys = good.select(columns(model.keys())).distinct();
    return rows.join(keys, names(model.keys()), "left_semi");
  }

  private void requireOwnNames(Dataset<Row> rows) {
    for (String name : rows.columns()) {
      if (History.OWN.stream().anyMatch(name::equalsIgnoreCase)) {
        throw SilverErrors.historyName(model, name);
      }
    }
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(LakeLocation.quoted(name))).toArray(Column[]::new);
  }

  private static String[] names(List<String> names) {
    return names.toArray(String[]::new);
  }
}
