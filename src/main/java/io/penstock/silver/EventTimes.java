package io.penstock.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.LakeLocation;
import io.penstock.spec.SilverSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Since when each event says what it says. In a log of changes a deletion has the values that the
 * row had, its time among them, which is when the row became so and not when it went: that is when
 * its absence was seen, and so is when a row of the same key is there again.
 */
record EventTimes(SilverSpec model, Dataset<Row> events) {
  static final String SINCE = "__since";
  private static final List<DataType> TIMES =
      List.of(DataTypes.DateType, DataTypes.TimestampType, DataTypes.TimestampNTZType);

  /** The events with {@link #SINCE} and with {@link Deletions#GONE}. */
  Dataset<Row> rows() {
    Column since = new RowOrder(model, events, true).found(new History(model).since());
    Dataset<Row> marked =
        Arrays.asList(events.columns()).contains(Deletions.GONE)
            ? events
            : events.withColumn(Deletions.GONE, lit(false));
    Dataset<Row> timed = marked.withColumn(SINCE, since);
    Optional<String> seen = LineageColumns.find(events, "_extracted_at");
    Optional<String> seq = LineageColumns.find(events, "_seq");
    DataType type = timed.schema().apply(SINCE).dataType();
    if (seen.isEmpty() || seq.isEmpty() || !TIMES.contains(type)) {
      return timed;
    }
    Column goneBefore =
        lag(col(Deletions.GONE), 1)
            .over(Versions.window(model, List.of(col(LakeLocation.quoted(seq.get())))));
    Column later = greatest(col(SINCE), col(LakeLocation.quoted(seen.get())).cast(type));
    return timed.withColumn(
        SINCE,
        when(col(Deletions.GONE).or(coalesce(goneBefore, lit(false))), later)
            .otherwise(col(SINCE)));
  }
}
