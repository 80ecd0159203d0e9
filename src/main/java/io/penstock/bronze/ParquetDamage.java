package io.penstock.bronze;

import static org.apache.spark.sql.functions.expr;

import io.penstock.lake.LakeLocation;
import io.penstock.lake.SparkErrors;
import io.penstock.lake.Storage;
import io.penstock.ops.LandedFile;
import io.penstock.spec.SourceSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the files that cannot be read whole although their ends are sound. To read all of every
 * file before each load would cost as much as the load; this is for when one has failed, and halves
 * the files until what is left is alone to blame.
 */
final class ParquetDamage {
  private final SparkSession spark;
  private final Storage storage;
  private final SourceSpec source;
  private final Map<String, String> damaged = new LinkedHashMap<>();
  private final Set<String> unusual = new LinkedHashSet<>();

  /**
   * What was found.
   *
   * @param damaged why each of the files that nobody can read cannot be read, by path
   * @param unusual the files that are sound, but not for Spark's fast reader
   */
  record Found(Map<String, String> damaged, Set<String> unusual) {
    static final Found NOTHING = new Found(Map.of(), Set.of());

    boolean isEmpty() {
      return damaged.isEmpty() && unusual.isEmpty();
    }
  }

  private ParquetDamage(SparkSession spark, Storage storage, SourceSpec source) {
    this.spark = spark;
    this.storage = storage;
    this.source = source;
  }

  static Found of(SparkSession spark, Storage storage, SourceSpec source, List<LandedFile> files) {
    ParquetFiles looked = ParquetFiles.of(spark, storage, files);
    Map<StructType, List<String>> alike = new LinkedHashMap<>();
    looked.headers().stream()
        .filter(header -> header.problem().isEmpty())
        .map(header -> header.file().path())
        .forEach(
            path -> alike.computeIfAbsent(looked.schema(path), s -> new ArrayList<>()).add(path));
    ParquetDamage damage = new ParquetDamage(spark, storage, source);
    alike.forEach((schema, paths) -> damage.look(paths, schema));
    return new Found(damage.damaged, damage.unusual);
  }

  private void look(List<String> paths, StructType schema) {
    Column[] sound =
        Arrays.stream(schema.fields())
            .map(field -> expr(sound(field)).as(field.name()))
            .toArray(Column[]::new);
    if (failure(ParquetFiles.read(spark, storage, paths, schema).select(sound), paths) == null) {
      return;
    }
    int half = paths.size() / 2;
    if (half == 0) {
      lookAlone(paths, schema);
      return;
    }
    look(paths.subList(0, half), schema);
    look(paths.subList(half, paths.size()), schema);
  }

  private String sound(StructField field) {
    String value = LakeLocation.quoted(field.name());
    return isWantedAsBytes(field) ? value : ParquetTexts.sound(value, field.dataType());
  }

  private boolean isWantedAsBytes(StructField field) {
    return source.contract().columns().orElse(List.of()).stream()
        .filter(column -> column.type().equalsIgnoreCase(DataTypes.BinaryType.simpleString()))
        .anyMatch(
            column ->
                column.fileName().equalsIgnoreCase(field.name())
                    || column.name().equalsIgnoreCase(field.name()));
  }

  private void lookAlone(List<String> path, StructType schema) {
    String file = path.get(0);
    Dataset<Row> rows = ParquetFiles.read(spark, storage, path, schema);
    if (failure(rows, path) != null) {
      rows = ParquetFiles.read(ParquetFiles.careful(spark), storage, path, schema);
      String failure = failure(rows, path);
      if (failure != null) {
        damaged.put(
            file, "its end is that of a Parquet file and its pages are damaged (" + failure + ")");
        return;
      }
      unusual.add(file);
    }
    for (StructField field : schema.fields()) {
      String valid = ParquetTexts.valid(LakeLocation.quoted(field.name()), field.dataType());
      if (!valid.isEmpty() && !isWantedAsBytes(field)) {
        long wrong = rows.where("NOT (" + valid + ")").count();
        if (wrong > 0) {
          damaged.put(
              file,
              "its column '%s' is to hold texts and has bytes that are not UTF-8 in %d of its rows; declare it as binary to keep them"
                  .formatted(field.name(), wrong));
          return;
        }
      }
    }
  }

  /** Why rows cannot be read; null if they can. */
  private static String failure(Dataset<Row> rows, List<String> paths) {
    try {
      rows.write().format("noop").mode("overwrite").save();
      return null;
    } catch (Exception e) {
      // A storage that does not answer says nothing of a file.
      SparkErrors.sentence("File '" + paths.get(0) + "'", "be read", e)
          .ifPresent(
              known -> {
                throw known;
              });
      return SparkErrors.reason(e);
    }
  }
}
