package io.penstock.lake;

import io.penstock.spec.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Writes of a step: rows and progress in one Delta commit. The step's transaction version makes a
 * commit that is tried again do nothing, so a lost answer doubles nothing. {@link #note} alone
 * writes without either.
 */
public final class DeltaWriter {
  private static final String TXN_APP = "spark.databricks.delta.write.txnAppId";
  private static final String TXN_VERSION = "spark.databricks.delta.write.txnVersion";
  static final String METADATA = "spark.databricks.delta.commitInfo.userMetadata";

  private final Lake lake;

  /**
   * @param lake the step's own, because settings of its session are used
   */
  public DeltaWriter(Lake lake) {
    this.lake = lake;
  }

  /** Adds rows; new columns are added to the table. */
  public CommitResult append(Dataset<Row> rows, TableName table, StepCommit commit) {
    return committing(
        table,
        commit,
        () ->
            save(
                rows,
                writer(rows, commit).mode("append").option("mergeSchema", "true"),
                table,
                commit));
  }

  /**
   * Adds rows from which nothing is ever decided, and which are written once. They have no
   * transaction version: to look for it Delta would compute the state of the whole table, which
   * takes longer than the rest of such a commit.
   */
  public void note(Dataset<Row> rows, TableName table) {
    named(
        table,
        () -> {
          make(rows, table);
          save(rows.write().format("delta").mode("append").option("mergeSchema", "true"), table);
          return table;
        });
  }

  /** Replaces all rows, and the schema with them. */
  public CommitResult overwrite(Dataset<Row> rows, TableName table, StepCommit commit) {
    Runnable write =
        lake.location().catalog().isPresent()
            ? () ->
                new CatalogTables(lake)
                    .overwrite(rows, table, one -> inSettings(lake.spark(), commit, one))
            : () ->
                save(
                    rows,
                    lake.exists(table)
                        ? writer(rows, commit).mode("overwrite").option("overwriteSchema", "true")
                        : writer(rows, commit).mode("append"),
                    table,
                    commit);
    return committing(table, commit, write);
  }

  /** Replaces the rows that a condition selects. */
  public CommitResult replaceWhere(
      Dataset<Row> rows, TableName table, String condition, StepCommit commit) {
    return committing(
        table,
        commit,
        () ->
            save(
                rows,
                lake.exists(table)
                    ? writer(rows, commit)
                        .mode("overwrite")
                        .option("replaceWhere", condition)
                        .option("mergeSchema", "true")
                    : writer(rows, commit).mode("append"),
                table,
                commit));
  }

  /** Runs a MERGE whose source is the given rows under the name {@link MergeSql#SOURCE}. */
  public CommitResult merge(Dataset<Row> rows, TableName table, MergeSql sql, StepCommit commit) {
    SparkSession spark = rows.sparkSession();
    return committing(
        table,
        commit,
        () -> {
          make(rows, table);
          rows.createOrReplaceTempView(MergeSql.SOURCE);
          try {
            inSettings(
                spark, commit, () -> spark.sql(sql.text(lake.location().sql(table))).collect());
          } finally {
            spark.catalog().dropTempView(MergeSql.SOURCE);
          }
        });
  }

  /** Adds columns that the rows have and the table does not, before a MERGE needs them. */
  public void addColumns(Dataset<Row> rows, TableName table) {
    SparkSession spark = lake.spark();
    String name = lake.location().sql(table);
    List<String> there =
        Arrays.stream(spark.table(name).columns())
            .map(c -> c.toLowerCase(java.util.Locale.ROOT))
            .toList();
    for (var field : rows.schema().fields()) {
      if (!there.contains(field.name().toLowerCase(java.util.Locale.ROOT))) {
        spark.conf().set(METADATA, StepCommit.ASIDE);
        try {
          spark.sql(
              "ALTER TABLE "
                  + name
                  + " ADD COLUMN "
                  + LakeLocation.quoted(field.name())
                  + " "
                  + field.dataType().sql());
        } finally {
          spark.conf().unset(METADATA);
        }
      }
    }
  }

  private static DataFrameWriter<Row> writer(Dataset<Row> rows, StepCommit commit) {
    return rows.write()
        .format("delta")
        .option("txnAppId", commit.transactionApp())
        .option("txnVersion", commit.batch())
        .option("userMetadata", commit.toJson());
  }

  /** Makes the table without rows, where a catalog holds it; elsewhere the first rows make it. */
  public void make(Dataset<Row> rows, TableName table) {
    if (lake.location().catalog().isPresent()) {
      new CatalogTables(lake).ensure(table, rows.schema());
    }
  }

  private void save(
      Dataset<Row> rows, DataFrameWriter<Row> writer, TableName table, StepCommit commit) {
    make(rows, table);
    if (lake.location().catalog().isPresent()) {
      // Of the commit that creates a table in a catalog Delta forgets the options of the writer.
      inSettings(lake.spark(), commit, () -> save(writer, table));
    } else {
      save(writer, table);
    }
  }

  private void save(DataFrameWriter<Row> writer, TableName table) {
    if (lake.location().catalog().isPresent()) {
      writer.saveAsTable(lake.location().sql(table));
    } else {
      writer.save(lake.location().path(table));
    }
  }

  /** Does it with the progress in the settings of the session, where every commit looks for it. */
  private static void inSettings(SparkSession spark, StepCommit commit, Runnable write) {
    spark.conf().set(TXN_APP, commit.transactionApp());
    spark.conf().set(TXN_VERSION, Long.toString(commit.batch()));
    spark.conf().set(METADATA, commit.toJson());
    try {
      write.run();
    } finally {
      List.of(TXN_APP, TXN_VERSION, METADATA).forEach(spark.conf()::unset);
    }
  }

  private CommitResult committing(TableName table, StepCommit commit, Runnable write) {
    return named(
        table,
        () -> {
          write.run();
          Commit made =
              lake.progress()
                  .made(table, commit)
                  .orElseThrow(() -> LakeErrors.committedByOther(table, commit));
          return new CommitResult(
              made.version(), lake.progress().keep(table, made), made.metrics());
        });
  }

  private static <T> T named(TableName table, Supplier<T> write) {
    try {
      return write.get();
    } catch (Exception e) {
      String name = e.getClass().getSimpleName();
      if (name.startsWith("Concurrent") || name.startsWith("MetadataChanged")) {
        throw LakeErrors.changedByOther(table, e);
      }
      throw SparkErrors.sentence("Table '" + table + "'", "be written", e)
          .orElseGet(
              () ->
                  SparkErrors.other(
                      "Table '"
                          + table
                          + "': cannot be written because "
                          + SparkErrors.reason(e)
                          + ".",
                      e));
    }
  }
}
