package io.penstock.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.penstock.spec.RedactedFailure;
import io.penstock.spec.TableName;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a step made a table whose progress is gone. Of every step Delta keeps the number of its
 * last transaction, in checkpoints too: which says whose the table is and what number is free, and
 * nothing of how far the step had come.
 */
final class LostProgress {
  private static final Logger LOG = LoggerFactory.getLogger(LostProgress.class);
  private static final Pattern CHECKPOINT =
      Pattern.compile("(\\d{20})\\.checkpoint(?:\\..+)?\\.(parquet|json)");

  private final Lake lake;

  LostProgress(Lake lake) {
    this.lake = lake;
  }

  /** A batch number that no later batch may have; empty if no step is known to have written. */
  OptionalLong lastBatch(TableName table) {
    return lake.location().catalog().isPresent() ? ofCatalog(table) : ofCheckpoint(table);
  }

  // What is made here in a catalog says so in its properties. The numbers are out of reach there,
  // but all of them are smaller than the seconds since 1970.
  private OptionalLong ofCatalog(TableName table) {
    return new CatalogTables(lake).isMadeHere(table)
        ? OptionalLong.of(Instant.now().getEpochSecond())
        : OptionalLong.empty();
  }

  private OptionalLong ofCheckpoint(TableName table) {
    try {
      Path log =
          new Path(
              StoragePath.of(lake.location().path(table), Platform.of(lake.spark())).forHadoop(),
              "_delta_log");
      List<Path> files = newest(log);
      if (files.isEmpty()) {
        return OptionalLong.empty();
      }
      String[] paths = files.stream().map(Path::toString).toArray(String[]::new);
      Dataset<Row> actions =
          paths[0].endsWith(".json")
              ? lake.spark().read().json(paths)
              : lake.spark().read().parquet(paths);
      if (!Arrays.asList(actions.columns()).contains("txn")) {
        return OptionalLong.empty();
      }
      Row row =
          actions
              .where(col("txn.appId").startsWith(StepCommit.transactionApp("")))
              .agg(max(col("txn.version").cast("bigint")))
              .head();
      return row.isNullAt(0) ? OptionalLong.empty() : OptionalLong.of(row.getLong(0));
    } catch (Exception e) {
      // Spark throws checked exceptions. Not to know whose it is, is to leave it as it is.
      LOG.warn("the checkpoint of {} cannot be read", table, RedactedFailure.of(e));
      return OptionalLong.empty();
    }
  }

  /** The files of the newest checkpoint, of whichever kind. */
  private List<Path> newest(Path log) throws java.io.IOException {
    FileStatus[] all =
        log.getFileSystem(lake.spark().sparkContext().hadoopConfiguration()).listStatus(log);
    return Arrays.stream(all)
        .map(FileStatus::getPath)
        .filter(path -> CHECKPOINT.matcher(path.getName()).matches())
        .collect(Collectors.groupingBy(LostProgress::version))
        .entrySet()
        .stream()
        .max(java.util.Map.Entry.comparingByKey())
        .map(java.util.Map.Entry::getValue)
        .orElse(List.of());
  }

  private static String version(Path checkpoint) {
    Matcher name = CHECKPOINT.matcher(checkpoint.getName());
    return name.matches() ? name.group(1) : "";
  }
}
