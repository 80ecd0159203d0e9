package io.penstock.faults;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.split;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The rows of a lake, read from the disk, such as that which the local S3 server keeps its objects
 * on, without what differs from run to run: ids, times, places.
 */
public final class LakeRows {
  private static final List<String> LAYERS =
      List.of("landing", "bronze", "silver", "gold", "quarantine");
  private static final List<String> OF_A_RUN =
      List.of(
          "_run_id",
          "_source_run_id",
          "_ingested_at",
          "_quarantined_at",
          "_landed_at",
          "_quarantine_id",
          "_batch",
          "path",
          "identity",
          "origin");

  private final SparkSession spark;
  private final Path root;

  private LakeRows(SparkSession spark, Path root) {
    this.spark = spark;
    this.root = root;
  }

  /** The lake of the shop in a home. */
  static LakeRows ofShop(SparkSession spark, Path home) {
    return under(spark, home.resolve("s3/lake/shop"));
  }

  /** A lake on the disk. */
  public static LakeRows under(SparkSession spark, Path root) {
    return new LakeRows(spark, root);
  }

  /** Every table by its name, each with its rows in order. */
  public Map<String, List<String>> tables() {
    Map<String, List<String>> tables = new TreeMap<>();
    for (String layer : LAYERS) {
      for (Path table : tablesOf(layer)) {
        tables.put(layer + "." + table.getFileName(), rows(table));
      }
    }
    return tables;
  }

  /** The newest version of each gold table. */
  List<String> goldVersions() {
    return tablesOf("gold").stream()
        .map(
            table ->
                table.getFileName()
                    + "|"
                    + DeltaTable.forPath(spark, table.toUri().toString())
                        .history(1)
                        .head()
                        .<Long>getAs("version")
                    + "|"
                    + read(table).count())
        .toList();
  }

  private List<Path> tablesOf(String layer) {
    try (Stream<Path> folders = Files.list(root.resolve(layer))) {
      return folders.filter(f -> Files.isDirectory(f.resolve("_delta_log"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Dataset<Row> read(Path table) {
    return spark.read().format("delta").load(table.toUri().toString());
  }

  private List<String> rows(Path table) {
    Dataset<Row> rows = read(table).drop(OF_A_RUN.toArray(String[]::new));
    if (Arrays.asList(rows.columns()).contains("_source_file")) {
      rows = rows.withColumn("_source_file", element_at(split(col("_source_file"), "/"), -1));
    }
    return rows.collectAsList().stream().map(Row::json).sorted().toList();
  }
}
