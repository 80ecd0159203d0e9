package io.penstock.publish.files;

import io.penstock.lake.Storage;
import io.penstock.publish.rows.SourceProfile;
import io.penstock.publish.rows.TableChecksum;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Reads exported files again: CSV by the reader of sources, which is another one than the writer's,
 * Parquet by Spark's.
 */
record ExportReading(FilesTable table) {
  /** Count and hash of the files of a run. */
  TableChecksum totals(String run, StructType schema) throws IOException {
    ExportFolder folder = table.folder;
    List<Storage.Found> files = folder.files(folder.version(run));
    return table.dialect().isCsv()
        ? csv(files, schema)
        : files.isEmpty() ? TableChecksum.NONE : parquet(run, schema);
  }

  private TableChecksum parquet(String run, StructType schema) {
    SparkSession spark = SparkSession.active();
    TableChecksum sums =
        SourceProfile.totals(
            spark.read().schema(schema).parquet(table.folder.version(run).forSpark()),
            table.dialect().checksum(schema, table.publication));
    return new TableChecksum(sums.rows(), sums.rowHash(), sums.rowHash());
  }

  private TableChecksum csv(List<Storage.Found> files, StructType schema) {
    if (files.isEmpty()) {
      return TableChecksum.NONE;
    }
    List<String> names =
        files.stream().map(file -> file.path().text() + "\n" + file.name()).toList();
    ExportedRecords records =
        new ExportedRecords(
            table.folder.storage(),
            new ArrayList<>(List.of(schema.fieldNames())),
            new ArrayList<>(table.publication.layout().partitionBy()),
            table.dialect().export().header());
    return JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext())
        .parallelize(new ArrayList<>(names), Math.min(names.size(), 64))
        .map(records::sum)
        .map(sum -> new TableChecksum(sum[0], sum[1], sum[1]))
        .fold(TableChecksum.NONE, TableChecksum::plus);
  }
}
