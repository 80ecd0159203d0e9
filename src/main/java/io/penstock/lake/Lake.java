package io.penstock.lake;

import io.delta.tables.DeltaTable;
import io.penstock.spec.RedactedFailure;
import io.penstock.spec.RefusedException;
import io.penstock.spec.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads of the lake's tables, always at a version that the caller has pinned. Spark throws checked
 * exceptions without declaring them, so whatever it throws is caught here as {@code Exception}.
 */
public final class Lake {
  private static final Logger LOG = LoggerFactory.getLogger(Lake.class);
  private static final int RECENT = 10;

  private final SparkSession spark;
  private final LakeLocation location;
  private final ProgressKeeper keeper;

  public Lake(SparkSession spark, LakeLocation location) {
    this.spark = spark;
    this.location = location.on(Platform.of(spark));
    this.keeper =
        location.catalog().isPresent()
            ? new TableKeeper(this)
            : new FolderKeeper(storage(), this.location);
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
    return reading(table, () -> known(table));
  }

  private Optional<TableState> known(TableName table) {
    TableHistory history = new TableHistory(commits(table).iterator());
    Optional<TableState> state = history.state().or(() -> kept(table, history));
    if (state.isPresent() || !holdsFiles(table)) {
      return state;
    }
    OptionalLong batch = new LostProgress(this).lastBatch(table);
    if (batch.isPresent()) {
      return Optional.of(
          TableState.lost(
              history.newest(),
              table.toString(),
              batch.getAsLong(),
              "its log was cleaned and nothing else says how far its step has come"));
    }
    throw new RefusedException(
        "Table '"
            + table
            + "': is left as it is, because there are rows at "
            + location.path(table)
            + " and no commit in its log says that a step of Penstock wrote them: somebody else made"
            + " it. Rename the table or the model if the rows are needed; else remove the table, and"
            + " it is made anew.");
  }

  private Optional<TableState> kept(TableName table, TableHistory history) {
    return keeper(of -> of.of(table))
        .flatMap(kept -> history.state(kept, () -> isStill(table, kept, history.newest())));
  }

  private boolean isStill(TableName table, KeptProgress kept, long version) {
    boolean grows = List.of("landing", "bronze").contains(table.layer());
    return kept.content() != null
        && kept.content().isSame(TableContent.of(at(table, version)), grows);
  }

  /**
   * Keeps the progress of a table where the cleaning of its log does not reach, unless that was
   * done.
   *
   * @param observed the table's newest version, as somebody has seen it; negative if nobody has
   */
  public void keepProgress(TableName table, long observed) {
    boolean done = seen(table) >= observed || !exists(table);
    if (!done) {
      state(table)
          .flatMap(
              state ->
                  state.kept(
                      location.catalog().isPresent()
                          ? new TableContent(null, rows(table, state.version()))
                          : TableContent.of(at(table, state.version()))))
          .ifPresent(kept -> keep(table, kept));
    }
  }

  private long seen(TableName table) {
    try {
      return keeper.seen(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep(TableName table, KeptProgress progress) {
    keeper(
        of -> {
          of.keep(table, progress);
          return Optional.empty();
        });
  }

  /**
   * Keeps what a commit has just brought; what fails is made up for by the next run.
   *
   * @return how many rows the table has now
   */
  long keepProgress(TableName table, Commit made) {
    long rows = rows(table, made.version());
    try {
      TableContent content = new TableContent(files(table, made).orElse(null), rows);
      Long base = made.step().map(StepCommit::base).orElse(null);
      boolean next = base == null || base == made.version() - 1;
      (next ? new TableHistory(List.of(made).iterator()).state() : state(table))
          .flatMap(state -> state.kept(content))
          .ifPresent(kept -> keep(table, kept));
    } catch (Exception e) {
      // Spark throws checked exceptions without declaring them.
      LOG.warn("the progress of {} is only in its log for now", table, RedactedFailure.of(e));
    }
    return rows;
  }

  // From what was kept and the commits since, of which nearly always there is one.
  private Optional<Long> files(TableName table, Commit made) {
    if (location.catalog().isPresent()) {
      return Optional.empty();
    }
    Optional<KeptProgress> kept = keeper(of -> of.of(table));
    boolean first = made.version() == 0;
    if (!first && kept.filter(k -> k.content() != null && k.content().files() != null).isEmpty()) {
      return Optional.empty();
    }
    long from = first ? 0 : kept.orElseThrow().seen() + 1;
    return CommitFiles.filesChanged(
            folder(table), spark.sparkContext().hadoopConfiguration(), from, made.version())
        .map(changed -> first ? changed : kept.orElseThrow().content().files() + changed);
  }

  private org.apache.hadoop.fs.Path folder(TableName table) {
    return StoragePath.of(location.path(table), Platform.of(spark)).forHadoop();
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

  private interface Keeping<T> {
    Optional<T> apply(ProgressKeeper of) throws IOException;
  }

  private <T> Optional<T> keeper(Keeping<T> use) {
    try {
      return use.apply(keeper);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Every step's first commit of rows says that it is one; a table that was made and never filled
  // has no file.
  private boolean holdsFiles(TableName table) {
    return delta(table).detail().select("numFiles").first().getLong(0) > 0;
  }

  /** What Delta calls the table for as long as it lives. */
  String id(TableName table) {
    return delta(table).detail().select("id").first().getString(0);
  }

  private DeltaTable delta(TableName table) {
    return location.catalog().isPresent()
        ? DeltaTable.forName(spark, location.sql(table))
        : DeltaTable.forPath(spark, location.path(table));
  }

  /** The commit that the step made, with what Delta itself counted in it. */
  Optional<Commit> made(TableName table, StepCommit commit) {
    return commits(table)
        .limit(RECENT)
        .filter(made -> made.step().filter(step -> step.isSame(commit)).isPresent())
        .findFirst();
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

  /** Newest first, and no more of them read than are asked for. */
  private Stream<Commit> commits(TableName table) {
    Optional<Stream<Commit>> files =
        location.catalog().isPresent()
            ? Optional.empty()
            : CommitFiles.newestFirst(folder(table), spark.sparkContext().hadoopConfiguration());
    return files.orElseGet(
        () -> Stream.of(RECENT, Integer.MAX_VALUE).flatMap(limit -> history(table, limit)));
  }

  // A catalog may keep the files of its tables to itself.
  private Stream<Commit> history(TableName table, int limit) {
    DeltaTable delta = delta(table);
    Dataset<Row> history = limit == Integer.MAX_VALUE ? delta.history() : delta.history(limit);
    return history
        .select("version", "operation", "userMetadata", "operationMetrics", "operationParameters")
        .collectAsList()
        .stream()
        .map(Lake::commit);
  }

  private static Commit commit(Row row) {
    String operation = row.isNullAt(1) ? "" : row.getString(1);
    Map<String, String> metrics = row.isNullAt(3) ? Map.of() : row.getJavaMap(3);
    Map<String, String> parameters = row.isNullAt(4) ? Map.of() : row.getJavaMap(4);
    String restored = operation.equals("RESTORE") ? parameters.get("version") : null;
    boolean doubted = StepCommit.DOUBT.equals(row.getString(2));
    boolean same =
        Commit.isUpkeep(operation) && !doubted
            || StepCommit.ASIDE.equals(row.getString(2))
            || Commit.countsNoChange(operation, parameters.getOrDefault("mode", ""), metrics);
    return new Commit(
        row.getLong(0),
        doubted ? StepCommit.DOUBTED : operation,
        StepCommit.parse(row.getString(2)),
        metrics,
        Optional.ofNullable(restored).filter(v -> v.matches("\\d+")).map(Long::parseLong),
        !same);
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
