package io.penstock.bronze;

import io.penstock.lake.SparkErrors;
import io.penstock.lake.Storage;
import io.penstock.ops.LandedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the files that nobody can read whole although their ends are sound. To read all of every
 * file before each load would cost as much as the load; this is for when one has failed, and halves
 * the files until what is left is alone to blame.
 */
final class ParquetDamage {
  private final SparkSession spark;
  private final Storage storage;
  private final Map<String, String> damaged = new LinkedHashMap<>();

  private ParquetDamage(SparkSession spark, Storage storage) {
    this.spark = spark;
    this.storage = storage;
  }

  /** Why each of these files that cannot be read cannot, by path. */
  static Map<String, String> of(SparkSession spark, Storage storage, List<LandedFile> files) {
    ParquetFiles looked = ParquetFiles.of(spark, storage, files);
    Map<StructType, List<String>> alike = new LinkedHashMap<>();
    looked.headers().stream()
        .filter(header -> header.problem().isEmpty())
        .map(header -> header.file().path())
        .forEach(
            path -> alike.computeIfAbsent(looked.schema(path), s -> new ArrayList<>()).add(path));
    ParquetDamage damage = new ParquetDamage(spark, storage);
    alike.forEach((schema, paths) -> damage.look(paths, schema));
    return damage.damaged;
  }

  private void look(List<String> paths, StructType schema) {
    try {
      ParquetFiles.read(spark, storage, paths, schema)
          .write()
          .format("noop")
          .mode("overwrite")
          .save();
    } catch (Exception e) {
      // A storage that does not answer says nothing of a file.
      SparkErrors.sentence("File '" + paths.get(0) + "'", "be read", e)
          .ifPresent(
              known -> {
                throw known;
              });
      int half = paths.size() / 2;
      if (half == 0) {
        damaged.put(
            paths.get(0),
            "its end is that of a Parquet file and its pages are damaged ("
                + SparkErrors.reason(e)
                + ")");
        return;
      }
      look(paths.subList(0, half), schema);
      look(paths.subList(half, paths.size()), schema);
    }
  }
}
