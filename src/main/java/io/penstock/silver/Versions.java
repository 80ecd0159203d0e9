package io.penstock.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.LakeLocation;
import io.penstock.spec.SilverSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * All events of some keys as versions. A version begins where an event says something else than the
 * one before, and ends where the next one begins or where the row goes. Of events of one time the
 * last is meant; one that is removed at its own time is valid from then to then. So the versions
 * follow from the events alone, in whatever order those came.
 */
record Versions(SilverSpec model, Dataset<Row> events) {
  /** What became of an event. */
  static final String FATE = "__fate";

  static final String VERSION = "version";
  static final String REPEATED = "repeated";
  static final String REMOVAL = "removal";
  static final String NOTHING = "nothing to remove";
  private static final String OVERWRITTEN = "__overwritten";
  private static final String VALUES = "__values";

  /** Each event with its fate; those that are versions with their times. */
  Dataset<Row> rows() {
    Dataset<Row> timed = new EventTimes(model, events).rows();
    List<Column> order = new ArrayList<>();
    order.add(col(EventTimes.SINCE));
    order.addAll(new RowOrder(model, events, true).columns());
    WindowSpec ofKey = window(model, order);
    // A removal ends what was at its time, and does not take its place.
    Column next = when(not(col(Deletions.GONE)), col(EventTimes.SINCE));
    Column overwritten =
        coalesce(lead(next, 1, null, true).over(ofKey).equalTo(col(EventTimes.SINCE)), lit(false));
    Dataset<Row> marked = timed.withColumn(VALUES, values()).withColumn(OVERWRITTEN, overwritten);
    Column stands = not(col(OVERWRITTEN));
    Column before = lag(when(stands, col(VALUES)), 1, null, true).over(ofKey);
    Column goneBefore =
        coalesce(lag(when(stands, col(Deletions.GONE)), 1, null, true).over(ofKey), lit(true));
    Column fate =
        when(col(OVERWRITTEN), lit(REPEATED))
            .when(col(Deletions.GONE), when(goneBefore, lit(NOTHING)).otherwise(lit(REMOVAL)))
            .when(not(goneBefore).and(before.eqNullSafe(col(VALUES))), lit(REPEATED))
            .otherwise(lit(VERSION));
    Column change = when(col(FATE).isin(VERSION, REMOVAL), col(EventTimes.SINCE));
    return marked
        .withColumn(FATE, fate)
        .withColumn(History.VALID_FROM, col(EventTimes.SINCE))
        .withColumn(History.VALID_TO, lead(change, 1, null, true).over(ofKey))
        .withColumn(History.IS_CURRENT, col(History.VALID_TO).isNull())
        .drop(EventTimes.SINCE, OVERWRITTEN, VALUES);
  }

  static WindowSpec window(SilverSpec model, List<Column> order) {
    Column[] keys =
        model.keys().stream().map(key -> col(LakeLocation.quoted(key))).toArray(Column[]::new);
    return Window.partitionBy(keys)
        .orderBy(order.stream().map(Column::asc_nulls_first).toArray(Column[]::new));
  }

  /** What the SELECT says of the row, as one value that can be compared. */
  private Column values() {
    List<Column> compared = new ArrayList<>();
    for (var field : events.schema().fields()) {
      boolean own = field.name().startsWith("__") || LineageColumns.COLUMNS.contains(field.name());
      if (!own) {
        compared.add(ComparedColumn.of(field).as(field.name()));
      }
    }
    return struct(compared.toArray(Column[]::new));
  }
}
