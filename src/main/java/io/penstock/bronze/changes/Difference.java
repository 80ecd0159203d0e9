package io.penstock.bronze.changes;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.LakeLocation;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What makes one state of a table another one. Both have the same columns; NULLs are equal.
 *
 * @param columns all of them
 * @param keys those that identify a row; empty: rows are the same that are equal, as often as they
 *     are there
 */
record Difference(List<String> columns, List<String> keys) {
  /** Of a row that is as it was. */
  static final String SAME = "same";

  private static final String NEW = "__new";
  private static final String OLD = "__old";
  private static final String MORE = "__more";

  /**
   * The rows of both states, each with what became of it in {@link LogColumns#OP}; of keyless ones
   * only those that came or went.
   *
   * @param whole whether a row that does not come has gone
   */
  Dataset<Row> between(Dataset<Row> before, Dataset<Row> now, boolean whole) {
    return keys.isEmpty() ? counted(before, now) : joined(before, now, whole);
  }

  private Dataset<Row> joined(Dataset<Row> before, Dataset<Row> now, boolean whole) {
    Dataset<Row> came = now.select(struct(all()).as(NEW));
    Dataset<Row> was = before.select(struct(all()).as(OLD));
    Column same =
        keys.stream()
            .map(LakeLocation::quoted)
            .map(key -> col(NEW + "." + key).eqNullSafe(col(OLD + "." + key)))
            .reduce(Column::and)
            .orElseThrow();
    Column op =
        when(col(OLD).isNull(), lit(LogColumns.INSERT))
            .when(col(NEW).isNull(), lit(LogColumns.DELETE))
            .when(col(NEW).eqNullSafe(col(OLD)), lit(SAME))
            .otherwise(lit(LogColumns.UPDATE));
    return came.join(was, same, whole ? "full_outer" : "left_outer")
        .select(coalesce(col(NEW), col(OLD)).as(NEW), op.as(LogColumns.OP))
        .select(NEW + ".*", LogColumns.OP);
  }

  private Dataset<Row> counted(Dataset<Row> before, Dataset<Row> now) {
    Dataset<Row> signed =
        now.withColumn(MORE, lit(1)).unionByName(before.withColumn(MORE, lit(-1)));
    return signed
        .groupBy(all())
        .agg(sum(MORE).as(MORE))
        .where(col(MORE).notEqual(0))
        .withColumn(
            LogColumns.OP,
            when(col(MORE).gt(0), lit(LogColumns.INSERT)).otherwise(lit(LogColumns.DELETE)))
        .withColumn(MORE, explode(sequence(lit(1L), abs(col(MORE)))))
        .drop(MORE);
  }

  /** The rows as they are after all changes of a log. */
  Dataset<Row> state(Dataset<Row> log) {
    if (keys.isEmpty()) {
      Column sign = when(col(LogColumns.OP).equalTo(LogColumns.DELETE), -1).otherwise(1);
      return log.groupBy(all())
          .agg(sum(sign).as(MORE))
          .where(col(MORE).gt(0))
          .withColumn(MORE, explode(sequence(lit(1L), col(MORE))))
          .drop(MORE);
    }
    Column[] by = keys.stream().map(k -> col(LakeLocation.quoted(k))).toArray(Column[]::new);
    return log.groupBy(by)
        .agg(
            org.apache
                .spark
                .sql
                .functions
                .max_by(struct(struct(all()).as(NEW), col(LogColumns.OP)), col(LogColumns.SEQ))
                .as(OLD))
        .where(col(OLD + "." + LogColumns.OP).notEqual(LogColumns.DELETE))
        .select(OLD + "." + NEW + ".*");
  }

  /** Rows of a state whose keys are not among those that are there. */
  Dataset<Row> gone(Dataset<Row> state, Dataset<Row> present) {
    return state
        .alias("s")
        .join(present.alias("p"), sameKeys("s", "p"), "left_anti")
        .withColumn(LogColumns.OP, lit(LogColumns.DELETE));
  }

  /** Rows of a state whose keys are among those that are there. */
  Dataset<Row> among(Dataset<Row> state, Dataset<Row> present) {
    return state.alias("s").join(present.alias("p"), sameKeys("s", "p"), "left_semi");
  }

  /** All of a state goes and all rows come: who they are is told in another way than before. */
  Dataset<Row> replaced(Dataset<Row> before, Dataset<Row> now) {
    return before
        .withColumn(LogColumns.OP, lit(LogColumns.DELETE))
        .unionByName(now.withColumn(LogColumns.OP, lit(LogColumns.INSERT)));
  }

  /** A state without what other rows, or no rows, have taken the place of. */
  Dataset<Row> without(Dataset<Row> state, Dataset<Row> rows) {
    return state.alias("s").join(rows.alias("r"), sameKeys("s", "r"), "left_anti");
  }

  private Column sameKeys(String one, String other) {
    return keys.stream()
        .map(LakeLocation::quoted)
        .map(key -> col(one + "." + key).eqNullSafe(col(other + "." + key)))
        .reduce(Column::and)
        .orElseThrow();
  }

  /** Keys that more than one row has, with how many. */
  Dataset<Row> twice(Dataset<Row> rows) {
    Column[] by = keys.stream().map(k -> col(LakeLocation.quoted(k))).toArray(Column[]::new);
    return rows.groupBy(by).agg(count(lit(1)).as(MORE)).where(col(MORE).gt(1));
  }

  private Column[] all() {
    return columns.stream().map(c -> col(LakeLocation.quoted(c))).toArray(Column[]::new);
  }
}
