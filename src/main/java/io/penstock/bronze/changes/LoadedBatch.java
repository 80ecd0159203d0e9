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
import java.util.Optional;
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
 * @param present the keys of all rows, where they have been read
 */
record LoadedBatch(
    long number,
    boolean whole,
    long extractedAt,
    List<String> keys,
    long count,
    Dataset<Row> rows,
    Optional<Dataset<Row>> present) {
  private static final String RESCUED = "_rescued";
  private static final String LOAD = "penstock.load";

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
    Map<String, List<Part>> parts = new LinkedHashMap<>();
    for (LandedFile file : files) {
      ParquetFooter footer =
          ParquetFooter.of(storage.status(storage.path(file.path())), storage.settings().value());
      if (!footer.problem().isEmpty()) {
        throw ChangeErrors.unreadable(file, footer.problem());
      }
      parts
          .computeIfAbsent(footer.notes().getOrDefault(LOAD, ""), load -> new ArrayList<>())
          .add(new Part(storage.path(file.path()).forSpark(), footer));
    }
    Optional<Dataset<Row>> present =
        Optional.ofNullable(parts.remove("keys")).map(keys -> read(spark, keys));
    List<Part> loaded = parts.values().stream().flatMap(List::stream).toList();
    Map<String, String> notes =
        loaded.isEmpty() ? notesOf(storage, files) : loaded.get(0).footer().notes();
    Map<String, String> names =
        names(loaded.isEmpty() ? present.orElseThrow().schema() : loaded.get(0).footer().schema());
    String keys = notes.getOrDefault("penstock.keys", "");
    return new LoadedBatch(
        number,
        "full".equals(notes.get(LOAD)),
        Long.parseLong(notes.get("penstock.extracted_at")),
        keys.isEmpty() ? List.of() : keys.lines().map(name -> lake(names, name)).toList(),
        loaded.stream().mapToLong(part -> part.footer().rows()).sum(),
        loaded.isEmpty() ? present.orElseThrow().limit(0) : read(spark, loaded),
        present);
  }

  /** A file, and what its end says. */
  private record Part(String path, ParquetFooter footer) {}

  private static String lake(Map<String, String> names, String name) {
    return names.getOrDefault(name, name);
  }

  private static Map<String, String> notesOf(Storage storage, List<LandedFile> files)
      throws IOException {
    return ParquetFooter.of(
            storage.status(storage.path(files.get(0).path())), storage.settings().value())
        .notes();
  }

  /** From the names that columns have in the database to those in the lake. */
  private static Map<String, String> names(StructType schema) {
    Map<String, String> names = new LinkedHashMap<>();
    for (StructField field : schema.fields()) {
      names.put(
          field.name(),
          field.name().equals(RESCUED)
              ? RESCUED
              : ColumnNames.unused(field.name(), names.size(), names.values()));
    }
    return names;
  }

  private static Dataset<Row> read(SparkSession spark, List<Part> parts) {
    StructType schema = parts.get(0).footer().schema();
    Map<String, String> names = names(schema);
    Column[] columns =
        names.entrySet().stream()
            .map(name -> col(LakeLocation.quoted(name.getKey())).as(name.getValue()))
            .toArray(Column[]::new);
    String[] paths = parts.stream().map(Part::path).toArray(String[]::new);
    return spark.read().schema(schema).parquet(paths).select(columns);
  }
}
