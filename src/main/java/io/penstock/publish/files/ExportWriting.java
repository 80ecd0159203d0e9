package io.penstock.publish.files;

import static org.apache.spark.sql.functions.col;

import io.penstock.lake.LakeLocation;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.HashedRows;
import io.penstock.spec.ExportSpec.Compression;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/** Writes rows as files of a run, and counts and hashes them on the way. */
record ExportWriting(FilesTable table) {
  ExportedRows write(Dataset<Row> rows, String run) throws IOException {
    FilesDialect dialect = table.dialect();
    ChecksumColumns compared = dialect.checksum(rows.schema(), table.publication);
    HashedRows seen =
        new HashedRows(
            together(rows),
            compared.rowHash(rows.schema(), name -> col(LakeLocation.quoted(name))));
    Dataset<Row> shown = dialect.isCsv() ? texts(seen.rows()) : seen.rows();
    DataFrameWriter<Row> writer = shown.write();
    List<String> partitions = table.publication.layout().partitionBy();
    if (!partitions.isEmpty()) {
      writer = writer.partitionBy(partitions.toArray(String[]::new));
    }
    long most = mostRows();
    if (most > 0) {
      writer = writer.option("maxRecordsPerFile", most);
    }
    String place = table.folder.version(run).forSpark();
    try {
      if (dialect.isCsv()) {
        csv(writer).csv(place);
      } else {
        writer.option("compression", compression(Compression.SNAPPY)).parquet(place);
      }
      HashedRows.Written written = seen.written();
      return new ExportedRows(written.rows(), written.hash());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while files were written", e);
    }
  }

  /** Rows of one folder into one task, so that it has few files. */
  private Dataset<Row> together(Dataset<Row> rows) {
    List<String> partitions = table.publication.layout().partitionBy();
    return partitions.isEmpty()
        ? rows
        : rows.repartition(
            partitions.stream().map(name -> col(LakeLocation.quoted(name))).toArray(Column[]::new));
  }

  private DataFrameWriter<Row> csv(DataFrameWriter<Row> writer) {
    return writer
        .option("header", table.dialect().export().header())
        .option("compression", compression(Compression.NONE))
        .option("quote", "\"")
        .option("escape", "\"")
        .option("nullValue", "")
        .option("emptyValue", "\"\"")
        .option("ignoreLeadingWhiteSpace", false)
        .option("ignoreTrailingWhiteSpace", false)
        .option("encoding", "UTF-8");
  }

  private String compression(Compression usual) {
    return table.dialect().export().compression().orElse(usual).name().toLowerCase(Locale.ROOT);
  }

  private long mostRows() {
    long rows = Math.max(1, table.figures().rows());
    long bytes = Math.max(1, table.figures().bytes());
    return table
        .publication
        .layout()
        .maxFileSize()
        .map(size -> Math.max(1, size * rows / bytes))
        .orElse(0L);
  }

  private static Dataset<Row> texts(Dataset<Row> rows) {
    return rows.select(
        Arrays.stream(rows.schema().fields()).map(ExportWriting::text).toArray(Column[]::new));
  }

  private static Column text(StructField field) {
    return FilesDialect.text(field.dataType(), col(LakeLocation.quoted(field.name())))
        .as(field.name());
  }
}
