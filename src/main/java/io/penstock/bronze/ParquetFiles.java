package io.penstock.bronze;

import io.penstock.lake.FileIdentity;
import io.penstock.lake.SparkErrors;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.ops.LandedFile;
import io.penstock.sql.ParquetFooter;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What the ends of Parquet files say of them, read in tasks. */
final class ParquetFiles {
  private static final long AN_END = 1 << 16;

  private final Map<String, Looked> byPath = new LinkedHashMap<>();
  private final List<LandedFile> files;

  private record Looked(String path, StructType schema, long rows, String problem)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private ParquetFiles(List<LandedFile> files, List<Looked> looked) {
    this.files = files;
    looked.forEach(each -> byPath.put(each.path(), each));
  }

  static ParquetFiles of(SparkSession spark, Storage storage, List<LandedFile> files) {
    if (files.isEmpty()) {
      return new ParquetFiles(files, List.of());
    }
    List<ArrayList<LandedFile>> tasks = Tasks.of(spark, files, file -> AN_END, 2);
    return new ParquetFiles(
        files,
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(tasks, tasks.size())
            .flatMap(task -> task.stream().map(file -> look(file, storage)).iterator())
            .collect());
  }

  private static Looked look(LandedFile file, Storage storage) {
    StoragePath path = storage.path(file.path());
    try {
      FileStatus status = storage.status(path);
      if (file.inPlace() && !FileIdentity.of(status).equals(file.identity())) {
        throw BronzeErrors.changedSinceItLanded(file, FileIdentity.of(status));
      }
      ParquetFooter footer = ParquetFooter.of(status, storage.settings().value());
      return new Looked(file.path(), footer.schema(), footer.rows(), footer.problem());
    } catch (IOException e) {
      throw SparkErrors.sentence("File '" + file.path() + "'", "be read", e)
          .orElseGet(() -> BronzeErrors.outOfReach(file, e));
    }
  }

  List<FileHeader> headers() {
    return files.stream().map(this::header).toList();
  }

  private FileHeader header(LandedFile file) {
    Looked looked = byPath.get(file.path());
    List<StructField> fields = Arrays.asList(looked.schema().fields());
    return new FileHeader(
        file,
        fields.stream().map(StructField::name).toList(),
        fields.stream().map(field -> field.dataType().sql()).toList(),
        looked.problem(),
        looked.rows() > 0,
        "");
  }

  /** The same, of which some have turned out to be damaged. */
  ParquetFiles without(Map<String, String> damaged) {
    damaged.forEach(
        (path, reason) ->
            byPath.computeIfPresent(
                path, (same, one) -> new Looked(same, one.schema(), one.rows(), reason)));
    return this;
  }

  /** A session in which files are read row by row: slower, and whatever packing Parquet knows. */
  static SparkSession careful(SparkSession spark) {
    SparkSession careful = spark.newSession();
    spark
        .conf()
        .getAll()
        .foreach(
            setting -> {
              if (spark.conf().isModifiable(setting._1())) {
                careful.conf().set(setting._1(), setting._2());
              }
              return null;
            });
    careful.conf().set("spark.sql.parquet.enableVectorizedReader", "false");
    return careful;
  }

  /** The rows of files of one schema, as they are. */
  static Dataset<Row> read(
      SparkSession spark, Storage storage, List<String> paths, StructType schema) {
    return spark
        .read()
        .schema(schema)
        // A name may have signs that Hadoop takes for a pattern.
        .option("__globPaths__", "false")
        .option("recursiveFileLookup", "true")
        .option("parquet.page.verify-checksum.enabled", "true")
        .parquet(paths.stream().map(path -> storage.path(path).forSpark()).toArray(String[]::new));
  }

  StructType schema(String path) {
    return byPath.get(path).schema();
  }

  long rows(String path) {
    return byPath.get(path).rows();
  }
}
