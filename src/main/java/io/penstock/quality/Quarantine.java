package io.penstock.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.penstock.lake.CommitResult;
import io.penstock.lake.DeltaWriter;
import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.StepCommit;
import io.penstock.lake.TableState;
import io.penstock.ops.Conservation;
import io.penstock.ops.StepContext;
import io.penstock.spec.TableName;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The quarantine table of one step. A batch is written before the step's own commit and replaces
 * whatever an ended run left under the same batch number or a later one, so a row is there once,
 * however often the step was killed.
 */
public final class Quarantine {
  private static final String LAYER = TableName.gold("any").quarantine().layer();
  private static final String FILE = "_source_file";
  private static final String COLUMNS =
      "_quarantine_id: STRING, _rules: ARRAY<STRING>, _reason: STRING, _source_file: STRING,"
          + " _line: BIGINT, _source_run_id: STRING, _row: STRING, _run_id: STRING, _batch: BIGINT,"
          + " _quarantined_at: TIMESTAMP";

  private final StepContext context;
  private final TableName table;

  /**
   * @param of the table that did not take the rows
   */
  public Quarantine(StepContext context, TableName of) {
    this.context = context;
    this.table = of.quarantine();
  }

  /**
   * Writes the batch's rows.
   *
   * @param rows rows with {@code _rules array<string>}, {@code _reason}, {@code _source_file},
   *     {@code _line}, {@code _source_run_id} and {@code _row}, the row itself as JSON
   * @param count how many they are; whether there is something to write
   * @param all whether the step looked at all rows of its inputs, so that these rows are all that
   *     there are in quarantine from now on
   * @return how many rows have come
   */
  public long write(Dataset<Row> rows, long count, boolean all) {
    return write(rows, count, all, List.of());
  }

  /**
   * The same, and rows of files whose place other ones take leave the quarantine.
   *
   * @param replaced the paths of those files
   */
  public long write(Dataset<Row> rows, long count, boolean all, List<String> replaced) {
    Lake lake = context.lake();
    boolean there = lake.exists(table);
    boolean nothing = count == 0 && !(there && (!replaced.isEmpty() || leftovers(lake, all)));
    if (nothing && (there || lake.location().catalog().isEmpty())) {
      return 0;
    }
    long batch = context.nextBatch();
    Dataset<Row> complete =
        rows.withColumn("_run_id", lit(context.runId()))
            .withColumn("_batch", lit(batch))
            .withColumn("_quarantined_at", lit(java.sql.Timestamp.from(context.startedAt())))
            .withColumn(
                "_quarantine_id",
                sha2(
                    to_json(struct(col("_source_file"), col("_line"), col("_row"), col("_batch"))),
                    256))
            .select(
                col("_quarantine_id"),
                col("_rules"),
                col("_reason"),
                col("_source_file"),
                col("_line"),
                col("_source_run_id"),
                col("_row"),
                col("_run_id"),
                col("_batch"),
                col("_quarantined_at"));
    if (nothing) {
      // Whoever asks a catalog finds an empty quarantine, not none.
      new DeltaWriter(lake).make(complete, table);
      return 0;
    }
    // Each writing is a transaction of its own: what a killed attempt left of the batch must be
    // replaced, not taken for this one's, and a repaired run bears the id of the attempt before.
    StepCommit commit =
        new StepCommit(
            context.step() + "@quarantine@" + UUID.randomUUID(),
            context.runId(),
            batch,
            context.step(),
            context.definition().digest(),
            Map.of(),
            Map.of(),
            null,
            null);
    String leaving = replaced.isEmpty() ? "" : " OR " + LakeLocation.isOneOf(FILE, replaced);
    String condition = all ? "true" : "_batch >= " + batch + leaving;
    if (!replaced.isEmpty()) {
      // Of new rows Delta would ask that they are of the kind that they replace.
      lake.spark()
          .conf()
          .set("spark.databricks.delta.replaceWhere.constraintCheck.enabled", "false");
    }
    long stay =
        there && !all
            ? lake.spark().table(lake.location().sql(table)).where(not(expr(condition))).count()
            : 0;
    CommitResult made = new DeltaWriter(lake).replaceWhere(complete, table, condition, commit);
    // Of rows that take the place of others Delta does not always say how many they are.
    long written = made.rows() - stay;
    new Conservation(context.step()).same(count, "to be quarantined", written, "in " + table);
    return written;
  }

  private boolean leftovers(Lake lake, boolean all) {
    return lake.state(table)
        .filter(
            state ->
                all
                    || state.standing().kind() == TableState.Kind.LOST
                    || state.last().batch() >= context.nextBatch())
        .isPresent();
  }

  /** Whether a table is the quarantine of another. */
  public static boolean isOne(TableName table) {
    return table.layer().equals(LAYER);
  }

  /** A SELECT with the columns of a quarantine table, and no row. */
  public static String nothing() {
    return "SELECT inline(from_json('[]', 'ARRAY<STRUCT<" + COLUMNS + ">>'))";
  }

  /**
   * All columns of a row as one JSON text with its NULLs.
   *
   * @param without columns that the quarantine table has anyway; those that begin with two
   *     underscores, which no model may give, are left out too
   */
  public static Column asJson(Dataset<Row> rows, Collection<String> without) {
    Column[] columns =
        Arrays.stream(rows.columns())
            .filter(name -> !name.startsWith("__"))
            .filter(name -> without.stream().noneMatch(name::equalsIgnoreCase))
            .map(name -> col(LakeLocation.quoted(name)))
            .toArray(Column[]::new);
    return to_json(struct(columns), Map.of("ignoreNullFields", "false"));
  }
}
