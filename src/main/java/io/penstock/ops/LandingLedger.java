package io.penstock.ops;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.penstock.lake.Lake;
import io.penstock.spec.TableName;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private LandingLedger() {}

  /** The files of a source as of a version, the last one of each name, by name. */
  public static Map<String, LandedFile> current(Lake lake, TableName table, long version) {
    return byName(lake.at(table, version));
  }

  /** The files that arrived from one version to another, both included. */
  public static Map<String, LandedFile> arrived(Lake lake, TableName table, long from, long to) {
    return byName(lake.added(table, from, to));
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
              file.identity(),
              origin,
              file.batch(),
              runId,
              Timestamp.from(landedAt),
              file.archive().name(),
              file.archive().identity()));
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
                    row.getString(3),
                    row.getLong(4),
                    new LandedFile.Archive(row.getString(5), row.getString(6))))
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
