package io.penstock.ops;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.penstock.lake.FileIdentity;
import io.penstock.lake.Lake;
import io.penstock.plan.TableProgress;
import io.penstock.spec.TableName;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The table {@code landing.<source>}: one row a file that has arrived. */
public final class LandingLedger {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "name STRING, path STRING, size BIGINT, identity STRING, origin STRING, _batch BIGINT, _run_id"
              + " STRING, _landed_at TIMESTAMP, archive STRING, archive_identity STRING");

  /** The note that says with which batch the files begin that are unpacked as they are now. */
  public static final String SINCE = "since";

  private LandingLedger() {}

  /**
   * A landing whose last commit may lack a file: what its table names has arrived, and what the
   * source had when it was last asked is forgotten, so that all of it is compared again.
   */
  public static TableProgress withoutWhatWasSeen(TableProgress landed) {
    Map<String, String> notes = new LinkedHashMap<>(landed.notes());
    notes.keySet().retainAll(Set.of(SINCE));
    return new TableProgress(
        landed.version(),
        landed.changedAt(),
        landed.changedBefore(),
        landed.generation(),
        landed.definition(),
        landed.batch(),
        landed.inputs(),
        notes,
        TableProgress.Standing.AS_LEFT);
  }

  /**
   * The files of a source as of a version, the last one of each name, by name. Those that came
   * before the source was unpacked as it is now stay in the table and are not among them.
   *
   * @param landed what is known of the landing
   */
  public static Map<String, LandedFile> current(Lake lake, TableName table, TableProgress landed) {
    return byName(rows(lake, table, landed));
  }

  /** The same as of an earlier batch. */
  public static Map<String, LandedFile> current(
      Lake lake, TableName table, TableProgress landed, long batch) {
    return byName(rows(lake, table, landed).where(col("_batch").leq(batch)));
  }

  private static Dataset<Row> rows(Lake lake, TableName table, TableProgress landed) {
    long since = Long.parseLong(landed.notes().getOrDefault(SINCE, "0"));
    return lake.at(table, landed.version()).where(col("_batch").geq(since));
  }

  /** The files that arrived after a batch. */
  public static Map<String, LandedFile> arrived(
      Lake lake, TableName table, TableProgress landed, long batch) {
    return byName(rows(lake, table, landed).where(col("_batch").gt(batch)));
  }

  /**
   * The last batch that a version has. Commits of earlier versions of Penstock noted the version of
   * what they had read, and not its batch.
   *
   * @throws Lake.ChangesGone if the lake no longer knows that version
   */
  public static long batchOf(Lake lake, TableName table, long version) {
    try {
      Row last = lake.at(table, version).agg(max(col("_batch"))).head();
      return last.isNullAt(0) ? 0 : last.getLong(0);
    } catch (Exception e) {
      // Spark throws checked exceptions without declaring them.
      throw new Lake.ChangesGone(e);
    }
  }

  /** The files as rows of the table. */
  public static Dataset<Row> rows(
      Lake lake, List<LandedFile> files, String origin, String runId, Instant landedAt) {
    List<Row> rows = new ArrayList<>();
    for (LandedFile file : files) {
      rows.add(
          RowFactory.create(
              file.name(),
              file.path(),
              file.size(),
              file.identity().text(),
              origin,
              file.batch(),
              runId,
              Timestamp.from(landedAt),
              file.archive().name(),
              file.archive().identity().text()));
    }
    return lake.spark().createDataFrame(rows, SCHEMA).coalesce(1);
  }

  private static Map<String, LandedFile> byName(Dataset<Row> rows) {
    // Sorted here, where they end anyway: a sort of Spark's is a stage more.
    return rows
        .select(
            col("name"),
            col("path"),
            col("size"),
            col("identity"),
            col("_batch"),
            orEmpty(rows, "archive"),
            orEmpty(rows, "archive_identity"))
        .collectAsList()
        .stream()
        .map(
            row ->
                new LandedFile(
                    row.getString(0),
                    row.getString(1),
                    row.getLong(2),
                    FileIdentity.parse(row.getString(3)),
                    row.getLong(4),
                    new LandedFile.Archive(row.getString(5), FileIdentity.parse(row.getString(6)))))
        .sorted(Comparator.comparingLong(LandedFile::batch).thenComparing(LandedFile::name))
        .collect(
            Collectors.toMap(
                LandedFile::name, file -> file, (earlier, later) -> later, LinkedHashMap::new));
  }

  // A ledger of an earlier version does not have it.
  private static Column orEmpty(Dataset<Row> rows, String name) {
    return List.of(rows.columns()).contains(name) ? coalesce(col(name), lit("")) : lit("");
  }
}
