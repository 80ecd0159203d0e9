package io.penstock.lake;

import io.delta.tables.DeltaTable;
import io.penstock.spec.RefusedException;
import io.penstock.spec.TableName;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Reads of the lake's tables, always at a version that the caller has pinned. Spark throws checked
 * exceptions without declaring them, so whatever it throws is caught here as {@code Exception}.
 */
public final class Lake {
  private static final int RECENT = 10;

  private final SparkSession spark;
  private final LakeLocation location;

  public Lake(SparkSession spark, LakeLocation location) {
    this.spark = spark;
    this.location = location.on(Platform.of(spark));
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
   * @throws RefusedException if it holds rows and no commit of a step: it is somebody else's, or
   *     its log no longer says how far its step had come, and its rows are not to be replaced
   */
  public Optional<TableState> state(TableName table) {
    if (!exists(table)) {
      return Optional.empty();
    }
    Optional<TableState> known = reading(table, () -> newest(table));
    if (known.isEmpty() && reading(table, () -> holdsFiles(table))) {
      throw new RefusedException(
          "Table '"
              + table
              + "': is left as it is, because there are rows at "
              + location.path(table)
              + " and no commit in its log says that a step of Penstock wrote them. Either somebody"
              + " else made it, or its log was cleaned. Rename the table or the model if the rows"
              + " are needed; else remove the table, and it is made anew.");
    }
    return known;
  }

  // Every step's first commit of rows says that it is one; a table that was made and never filled
  // has no file.
  private boolean holdsFiles(TableName table) {
    DeltaTable delta =
        location.catalog().isPresent()
            ? DeltaTable.forName(spark, location.sql(table))
            : DeltaTable.forPath(spark, location.path(table));
    return delta.detail().select("numFiles").first().getLong(0) > 0;
  }

  /** What Delta itself counted in the commit that the step made, by the names Delta gives them. */
  public Optional<Map<String, String>> metrics(TableName table, StepCommit commit) {
    return commits(table)
        .limit(RECENT)
        .filter(made -> made.step().filter(step -> step.isSame(commit)).isPresent())
        .findFirst()
        .map(Commit::metrics);
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

  private Optional<TableState> newest(TableName table) {
    OptionalLong version = OptionalLong.empty();
    boolean altered = false;
    for (Iterator<Commit> commits = commits(table).iterator(); commits.hasNext(); ) {
      Commit commit = commits.next();
      long newest = version.orElse(commit.version());
      version = OptionalLong.of(newest);
      if (commit.step().isPresent()) {
        return Optional.of(
            new TableState(newest, commit.step().get(), commit.version() == newest, altered));
      }
      altered |= commit.mayChangeRows();
    }
    return Optional.empty();
  }

  /** Newest first, and no more of them read than are asked for. */
  private Stream<Commit> commits(TableName table) {
    return location.catalog().isPresent()
        ? Stream.of(RECENT, Integer.MAX_VALUE).flatMap(limit -> history(table, limit))
        : CommitFiles.newestFirst(
            StoragePath.of(location.path(table), Platform.of(spark)).forHadoop(),
            spark.sparkContext().hadoopConfiguration());
  }

  // A catalog may keep the files of its tables to itself.
  private Stream<Commit> history(TableName table, int limit) {
    DeltaTable delta = DeltaTable.forName(spark, location.sql(table));
    Dataset<Row> history = limit == Integer.MAX_VALUE ? delta.history() : delta.history(limit);
    return history
        .select("version", "operationMetrics", "userMetadata", "operation")
        .collectAsList()
        .stream()
        .map(
            row ->
                new Commit(
                    row.getLong(0),
                    row.getString(3),
                    StepCommit.parse(row.getString(2)),
                    row.isNullAt(1) ? Map.of() : row.getJavaMap(1)));
  }

  private <T> T reading(TableName table, Supplier<T> read) {
    try {
      return read.get();
    } catch (Exception e) {
      throw SparkFailures.sentence("Table '" + table + "'", "be read", e)
          .orElseGet(
              () ->
                  SparkFailures.other(
                      "Table '"
                          + table
                          + "': cannot be read at "
                          + location.path(table)
                          + " because "
                          + SparkFailures.reason(e)
                          + ".",
                      e));
    }
  }
}
