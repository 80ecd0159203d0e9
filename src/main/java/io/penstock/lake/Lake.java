package io.penstock.lake;

import io.delta.tables.DeltaTable;
import io.penstock.spec.RefusedException;
import io.penstock.spec.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Reads of the lake's tables, always at a version that the caller has pinned. Spark throws checked
 * exceptions without declaring them, so whatever it throws is caught here as {@code Exception}.
 */
public final class Lake {

  private final SparkSession spark;
  private final LakeLocation location;
  private final ProgressLog progress;

  public Lake(SparkSession spark, LakeLocation location) {
    this.spark = spark;
    this.location = location.on(Platform.of(spark));
    this.progress = new ProgressLog(this);
  }

  public SparkSession spark() {
    return spark;
  }

  public LakeLocation location() {
    return location;
  }

  /** The files outside of its tables. */
  public Storage storage() {
    return Storage.of(spark);
  }

  /** The same lake through a session of its own, whose settings nobody else sees. */
  public Lake forStep() {
    return new Lake(SparkSessions.forStep(spark), location);
  }

  public boolean exists(TableName table) {
    return reading(
        table,
        () ->
            location.catalog().isPresent()
                ? spark.catalog().tableExists(location.sql(table))
                : DeltaTable.isDeltaTable(spark, location.path(table)));
  }

  /**
   * What is known of a table; empty if it is not there or no step ever finished it.
   *
   * @throws RefusedException if it holds rows and nothing says that a step wrote them: they are not
   *     to be replaced
   */
  public Optional<TableState> state(TableName table) {
    if (!exists(table)) {
      return Optional.empty();
    }
    return reading(table, () -> progress.state(table));
  }

  /**
   * Keeps the progress of a table where the cleaning of its log does not reach, unless that was
   * done.
   *
   * @param observed the table's newest version, as somebody has seen it; negative if nobody has
   */
  public void keepProgress(TableName table, long observed) {
    progress.keep(table, observed);
  }

  /** What is known of tables by their logs and by what is kept beside them. */
  ProgressLog progress() {
    return progress;
  }

  /** How many rows a version has; the log of the table knows, no row is read. */
  public long rows(TableName table, long version) {
    return reading(table, () -> at(table, version).count());
  }

  /**
   * Notes that the rows of a table are not to be relied on, so that its next run computes it anew.
   */
  public void doubt(TableName table) {
    spark.conf().set(DeltaWriter.METADATA, StepCommit.DOUBT);
    try {
      spark.sql(
          "ALTER TABLE "
              + location.sql(table)
              + " SET TBLPROPERTIES ('penstock.doubted_at' = '"
              + java.time.Instant.now()
              + "')");
    } finally {
      spark.conf().unset(DeltaWriter.METADATA);
    }
  }

  /** What Delta calls the table for as long as it lives. */
  String id(TableName table) {
    return delta(table).detail().select("id").first().getString(0);
  }

  /**
   * Where a table lies.
   *
   * @param location its folder
   * @param description what the table says of itself
   */
  public record Place(String location, Optional<String> description) {}

  /** Where a table lies, and what it says of itself. */
  public Place place(TableName table) {
    Row detail = delta(table).detail().select("location", "description").first();
    return new Place(detail.getString(0), Optional.ofNullable(detail.getString(1)));
  }

  DeltaTable delta(TableName table) {
    return location.catalog().isPresent()
        ? DeltaTable.forName(spark, location.sql(table))
        : DeltaTable.forPath(spark, location.path(table));
  }

  /** The whole table as of a version. */
  public Dataset<Row> at(TableName table, long version) {
    return reading(
        table,
        () -> spark.sql("SELECT * FROM " + location.sql(table) + " VERSION AS OF " + version));
  }

  /**
   * The rows that were added from one version to another, both included, without Delta's own
   * columns.
   *
   * @throws ChangesGone if the versions in between can no longer be read
   */
  public Dataset<Row> added(TableName table, long from, long to) {
    return changes(table, from, to)
        .where(functions.col("_change_type").isin("insert", "update_postimage"))
        .drop("_change_type", "_commit_version", "_commit_timestamp");
  }

  /**
   * Whether nothing but new rows came in these versions: then old results stay right.
   *
   * @throws ChangesGone if the versions in between can no longer be read
   */
  public boolean onlyInserts(TableName table, long from, long to) {
    return changes(table, from, to).where("_change_type <> 'insert'").isEmpty();
  }

  /**
   * Every change from one version to another, both included, with Delta's own columns.
   *
   * @throws ChangesGone if the versions in between can no longer be read
   */
  public Dataset<Row> changes(TableName table, long from, long to) {
    try {
      return source(spark.read().format("delta"), table)
          .apply(
              Map.of(
                  "readChangeFeed", "true",
                  "startingVersion", Long.toString(from),
                  "endingVersion", Long.toString(to)));
    } catch (Exception e) {
      throw new ChangesGone(e);
    }
  }

  /** The change feed no longer reaches back to where a step had come. */
  public static final class ChangesGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChangesGone(Throwable cause) {
      super(cause);
    }
  }

  private interface Source {
    Dataset<Row> apply(Map<String, String> options);
  }

  private Source source(org.apache.spark.sql.DataFrameReader reader, TableName table) {
    return options ->
        location.catalog().isPresent()
            ? reader.options(options).table(location.sql(table))
            : reader.options(options).load(location.path(table));
  }

  private <T> T reading(TableName table, Supplier<T> read) {
    try {
      return read.get();
    } catch (Exception e) {
      throw SparkErrors.sentence("Table '" + table + "'", "be read", e)
          .orElseGet(
              () ->
                  SparkErrors.other(
                      "Table '"
                          + table
                          + "': cannot be read at "
                          + location.path(table)
                          + " because "
                          + SparkErrors.reason(e)
                          + ".",
                      e));
    }
  }
}
