package io.penstock.bronze.changes;

import static org.apache.spark.sql.functions.col;

import io.penstock.format.bind.ColumnNames;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.Storage;
import io.penstock.ops.LandedFile;
import io.penstock.sql.ParquetFooter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What one load of a table brought, by the files' own words.
 *
 * @param number the landing that brought it
 * @param whole whether it has all rows of the table
 * @param extractedAt when the snapshot was taken, in microseconds since 1970
 * @param keys the columns that identify a row, by their names in the lake; empty if none do
 * @param count how many rows the files say that they have
 */
record LoadedBatch(
    long number,
    boolean whole,
    long extractedAt,
    List<String> keys,
    long count,
    Dataset<Row> rows) {
  private static final String RESCUED = "_rescued";

  /** What the files of each landing brought, in their order. */
  static List<LoadedBatch> of(SparkSession spark, Storage storage, List<LandedFile> files)
      throws IOException {
    Map<Long, List<LandedFile>> byBatch = new LinkedHashMap<>();
    files.forEach(file -> byBatch.computeIfAbsent(file.batch(), b -> new ArrayList<>()).add(file));
    List<LoadedBatch> batches = new ArrayList<>();
    for (var each : byBatch.entrySet()) {
      batches.add(one(spark, storage, each.getKey(), each.getValue()));
    }
    return batches;
  }

  private static LoadedBatch one(
      SparkSession spark, Storage storage, long number, List<LandedFile> files) throws IOException {
    List<ParquetFooter> footers = new ArrayList<>();
    for (LandedFile file : files) {
      ParquetFooter footer =
          ParquetFooter.of(storage.status(storage.path(file.path())), storage.settings().value());
      if (!footer.problem().isEmpty()) {
        throw ChangeErrors.unreadable(file, footer.problem());
      }
      footers.add(footer);
    }
    StructType schema = footers.get(0).schema();
    Map<String, String> names = new LinkedHashMap<>();
    List<Column> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      String name =
          field.name().equals(RESCUED)
              ? RESCUED
              : ColumnNames.unused(field.name(), names.size(), names.values());
      names.put(field.name(), name);
      columns.add(col(LakeLocation.quoted(field.name())).as(name));
    }
    String[] paths =
        files.stream().map(file -> storage.path(file.path()).forSpark()).toArray(String[]::new);
    Map<String, String> notes = footers.get(0).notes();
    String keys = notes.getOrDefault("penstock.keys", "");
    return new LoadedBatch(
        number,
        "full".equals(notes.get("penstock.load")),
        Long.parseLong(notes.get("penstock.extracted_at")),
        keys.isEmpty() ? List.of() : keys.lines().map(names::get).toList(),
        footers.stream().mapToLong(ParquetFooter::rows).sum(),
        spark.read().schema(schema).parquet(paths).select(columns.toArray(Column[]::new)));
  }
}
