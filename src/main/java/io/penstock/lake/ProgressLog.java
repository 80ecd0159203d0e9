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
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far steps have come, as the commits of their tables say it, and the second record of that
 * beside the log.
 */
final class ProgressLog {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
  private static final int RECENT = 10;

  private final Lake lake;
  private final ProgressStore keeper;

  ProgressLog(Lake lake) {
    this.lake = lake;
    this.keeper =
        lake.location().catalog().isPresent()
            ? new CatalogProgressStore(lake)
            : new FolderProgressStore(lake.storage(), lake.location());
  }

  /**
   * What is known of a table that is there; empty if no step ever finished it.
   *
   * @throws RefusedException if it holds rows and nothing says that a step wrote them
   */
  Optional<TableState> state(TableName table) {
    TableHistory history = new TableHistory(commits(table).iterator());
    Optional<TableState> state = history.state().or(() -> kept(table, history));
    if (state.isPresent() || !holdsFiles(table)) {
      return state;
    }
    OptionalLong batch = new LostProgress(lake).lastBatch(table);
    if (batch.isPresent()) {
      return Optional.of(
          TableState.lost(
              history.newest(),
              table.toString(),
              batch.getAsLong(),
              "its log was cleaned and nothing else says how far its step has come"));
    }
    throw LakeErrors.notOurs(lake, table);
  }

  private Optional<TableState> kept(TableName table, TableHistory history) {
    return keeper(of -> of.of(table))
        .flatMap(kept -> history.state(kept, () -> isStill(table, kept, history.newest())));
  }

  private boolean isStill(TableName table, KeptProgress kept, long version) {
    boolean grows = List.of("landing", "bronze").contains(table.layer());
    return kept.content() != null
        && kept.content().isSame(TableContent.of(lake.at(table, version)), grows);
  }

  /**
   * Keeps the progress of a table where the cleaning of its log does not reach, unless that was
   * done.
   *
   * @param observed the table's newest version, as somebody has seen it; negative if nobody has
   */
  void keep(TableName table, long observed) {
    boolean done = seen(table) >= observed || !lake.exists(table);
    if (!done) {
      state(table)
          .flatMap(
              state ->
                  state.kept(
                      lake.location().catalog().isPresent()
                          ? new TableContent(null, lake.rows(table, state.version()))
                          : TableContent.of(lake.at(table, state.version()))))
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
  long keep(TableName table, Commit made) {
    long rows = lake.rows(table, made.version());
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
    if (lake.location().catalog().isPresent()) {
      return Optional.empty();
    }
    Optional<KeptProgress> kept = keeper(of -> of.of(table));
    boolean first = made.version() == 0;
    if (!first && kept.filter(k -> k.content() != null && k.content().files() != null).isEmpty()) {
      return Optional.empty();
    }
    long from = first ? 0 : kept.orElseThrow().seen() + 1;
    return CommitFiles.filesChanged(
            folder(table), lake.spark().sparkContext().hadoopConfiguration(), from, made.version())
        .map(changed -> first ? changed : kept.orElseThrow().content().files() + changed);
  }

  private org.apache.hadoop.fs.Path folder(TableName table) {
    return StoragePath.of(lake.location().path(table), Platform.of(lake.spark())).forHadoop();
  }

  private interface Keeping<T> {
    Optional<T> apply(ProgressStore of) throws IOException;
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
    return lake.delta(table).detail().select("numFiles").first().getLong(0) > 0;
  }

  /** The commit that the step made, with what Delta itself counted in it. */
  Optional<Commit> made(TableName table, StepCommit commit) {
    return commits(table)
        .limit(RECENT)
        .filter(made -> made.step().filter(step -> step.isSame(commit)).isPresent())
        .findFirst();
  }

  /** Newest first, and no more of them read than are asked for. */
  private Stream<Commit> commits(TableName table) {
    Optional<Stream<Commit>> files =
        lake.location().catalog().isPresent()
            ? Optional.empty()
            : CommitFiles.newestFirst(
                folder(table), lake.spark().sparkContext().hadoopConfiguration());
    return files.orElseGet(
        () -> Stream.of(RECENT, Integer.MAX_VALUE).flatMap(limit -> history(table, limit)));
  }

  // A catalog may keep the files of its tables to itself.
  private Stream<Commit> history(TableName table, int limit) {
    DeltaTable delta = lake.delta(table);
    Dataset<Row> history = limit == Integer.MAX_VALUE ? delta.history() : delta.history(limit);
    return history
        .select("version", "operation", "userMetadata", "operationMetrics", "operationParameters")
        .collectAsList()
        .stream()
        .map(ProgressLog::commit);
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
}
