package io.penstock.sql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.hadoop.Footer;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
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
 * @param notes what who wrote it has noted
 * @param problem why it cannot be read, as the end of "the file cannot be read, because …"; empty
 *     if it can
 */
public record ParquetFooter(
    StructType schema, long rows, Map<String, String> notes, String problem) {

  private static final int LONGEST = 200;

  /** The columns of a table in Parquet by Spark's types, each of which may be NULL. */
  public static StructType schema(MessageType table) {
    return converter().convert(table).asNullable();
  }

  /** Reads it. */
  public static ParquetFooter of(FileStatus file, Configuration settings) throws IOException {
    ParquetMetadata metadata;
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(file, settings))) {
      metadata = reader.getFooter();
    } catch (ParquetCryptoRuntimeException e) {
      return problem("it is encrypted, and its keys are not known here");
    } catch (NullPointerException e) {
      // Where Parquet's code looks up a logical type that it has no constant for.
      return problem(
          "its end is damaged, or it has a column of a logical type that came after this version of"
              + " Parquet's reader, such as geometry; leave such columns out of it, or write them as"
              + " binary");
    } catch (RuntimeException e) {
      // So Parquet's own code says that a file is none.
      String found = file.getLen() == 0 ? "it is empty" : words(e);
      return problem("it is no Parquet file. Found: " + found);
    } catch (IOException e) {
      if (isOfContent(e)) {
        return problem("its end is not one that Parquet can read. Found: " + words(e));
      }
      throw e;
    }
    List<String> problems = problems(metadata.getFileMetaData().getSchema());
    problems.addAll(unreadable(metadata));
    if (!problems.isEmpty()) {
      return problem(String.join("; ", problems));
    }
    StructType schema =
        ParquetFileFormat$.MODULE$.readSchemaFromFooter(
            new Footer(file.getPath(), metadata), converter());
    long rows = metadata.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
    return new ParquetFooter(
        schema.asNullable(), rows, metadata.getFileMetaData().getKeyValueMetaData(), "");
  }

  /** Whether all bytes were there and made no sense; else it was the storage that failed. */
  private static boolean isOfContent(IOException e) {
    return e.getCause() != null
        && e.getCause().getClass().getSimpleName().equals("TProtocolException");
  }

  /** What was found, without the whole schema. */
  private static String words(Exception e) {
    String all = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    String first = all.split(" in message ", 2)[0];
    return first.length() <= LONGEST ? first : first.substring(0, LONGEST) + "…";
  }

  /** The ways of packing for which nothing is there that unpacks. */
  private static Set<String> unreadable(ParquetMetadata metadata) {
    Set<CompressionCodecName> codecs = new LinkedHashSet<>();
    try {
      for (BlockMetaData block : metadata.getBlocks()) {
        block.getColumns().forEach(column -> codecs.add(column.getCodec()));
      }
    } catch (ParquetCryptoRuntimeException e) {
      return Set.of("columns of it are encrypted, and their keys are not known here");
    }
    Set<String> problems = new LinkedHashSet<>();
    for (CompressionCodecName codec : codecs) {
      String unpacks = codec.getHadoopCompressionCodecClassName();
      if (unpacks != null && !isThere(unpacks)) {
        problems.add(
            "its columns are packed by "
                + codec
                + ", for which Spark has nothing that unpacks; write it with zstd, snappy or gzip");
      }
    }
    return problems;
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name, false, Thread.currentThread().getContextClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
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
                + column.toString().strip().replaceAll("\\s+", " "));
      }
    }
    return problems;
  }

  private static ParquetFooter problem(String problem) {
    return new ParquetFooter(new StructType(), 0, Map.of(), problem);
  }
}
