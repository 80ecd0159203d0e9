package io.penstock.sql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.hadoop.Footer;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat$;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/**
 * What the end of a Parquet file says of it.
 *
 * @param schema its columns by Spark's types, each of which may be NULL
 * @param rows how many rows it has
 * @param problem why it cannot be read, as the end of "the file cannot be read, because …"; empty
 *     if it can
 */
public record ParquetFooter(StructType schema, long rows, String problem) {

  /** Reads it. */
  public static ParquetFooter of(FileStatus file, Configuration settings) throws IOException {
    ParquetMetadata metadata;
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(file, settings))) {
      metadata = reader.getFooter();
    } catch (RuntimeException e) {
      // So Parquet's own code says that a file is none.
      String found = file.getLen() == 0 ? "it is empty" : e.getMessage();
      return problem("it is no Parquet file. Found: " + found);
    }
    List<String> problems = problems(metadata.getFileMetaData().getSchema());
    if (!problems.isEmpty()) {
      return problem(String.join("; ", problems));
    }
    StructType schema =
        ParquetFileFormat$.MODULE$.readSchemaFromFooter(
            new Footer(file.getPath(), metadata), converter());
    long rows = metadata.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
    return new ParquetFooter(schema.asNullable(), rows, "");
  }

  private static ParquetToSparkSchemaConverter converter() {
    return new ParquetToSparkSchemaConverter(new SQLConf());
  }

  private static List<String> problems(MessageType schema) {
    List<String> problems = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Type column : schema.getFields()) {
      if (!names.add(column.getName().toLowerCase(Locale.ROOT))) {
        problems.add("it has two columns that are called '" + column.getName() + "' in any case");
      }
      try {
        converter().convert(new MessageType(schema.getName(), column));
      } catch (Exception e) {
        // Spark throws its own exceptions without declaring them.
        problems.add(
            "Spark has no type for its column '"
                + column.getName()
                + "'. Found: "
                + column.toString().strip());
      }
    }
    return problems;
  }

  private static ParquetFooter problem(String problem) {
    return new ParquetFooter(new StructType(), 0, problem);
  }
}
