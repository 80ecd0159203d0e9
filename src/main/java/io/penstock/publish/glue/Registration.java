package io.penstock.publish.glue;

import io.penstock.publish.Publication;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * A Delta table as the catalog has it. Athena reads columns and rows from the table's own log; what
 * is said here is for people and for tools that look into the catalog only.
 *
 * @param location its folder, {@code s3://…}
 * @param description what the table says of itself
 */
record Registration(
    Publication publication, String location, StructType schema, Optional<String> description) {
  static final String OWNER = "penstock.owner";
  static final String GENERATION = "penstock.generation";
  static final String VERSION = "penstock.version";
  static final String DEFINITION = "penstock.definition";
  private static final int LONGEST_COMMENT = 255;
  private static final int LONGEST_DESCRIPTION = 2_048;

  /**
   * @param there what the catalog has of it; parameters of others stay
   */
  TableInput input(Optional<Table> there) {
    Map<String, String> parameters =
        new LinkedHashMap<>(there.map(Table::parameters).orElse(Map.of()));
    parameters.putAll(
        Map.of(
            "EXTERNAL",
            "TRUE",
            "table_type",
            "DELTA",
            "classification",
            "delta",
            "spark.sql.sources.provider",
            "delta",
            OWNER,
            publication.owner(),
            GENERATION,
            publication.source().generation(),
            VERSION,
            Long.toString(publication.source().version()),
            DEFINITION,
            publication.definition().digest()));
    TableInput.Builder input =
        TableInput.builder()
            .name(GlueTables.folded(publication.table()))
            .tableType("EXTERNAL_TABLE")
            .parameters(parameters)
            .storageDescriptor(storage());
    description
        .or(() -> there.map(Table::description))
        .map(text -> cut(text, LONGEST_DESCRIPTION))
        .ifPresent(input::description);
    there.map(Table::owner).ifPresent(input::owner);
    there.map(Table::retention).ifPresent(input::retention);
    return input.build();
  }

  private StorageDescriptor storage() {
    return StorageDescriptor.builder()
        .columns(columns())
        .location(location)
        .inputFormat("org.apache.hadoop.mapred.SequenceFileInputFormat")
        .outputFormat("org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat")
        .serdeInfo(
            SerDeInfo.builder()
                .serializationLibrary("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe")
                .parameters(Map.of("path", location, "serialization.format", "1"))
                .build())
        .build();
  }

  List<Column> columns() {
    return Arrays.stream(schema.fields()).map(Registration::column).toList();
  }

  /** Whether the catalog says of a table what was written to it; it may fold the case of names. */
  boolean isSaidOf(Table table) {
    return location.equals(table.storageDescriptor().location())
        && named(columns()).equals(named(table.storageDescriptor().columns()))
        && Long.toString(publication.source().version()).equals(table.parameters().get(VERSION));
  }

  private static List<String> named(List<Column> columns) {
    return columns.stream()
        .map(column -> (column.name() + " " + column.type()).toLowerCase(Locale.ROOT))
        .toList();
  }

  private static Column column(StructField field) {
    Column.Builder column = Column.builder().name(field.name()).type(type(field.dataType()));
    if (field.getComment().isDefined()) {
      column.comment(cut(field.getComment().get(), LONGEST_COMMENT));
    }
    return column.build();
  }

  /** One line of at most so many bytes, which is what the catalog takes. */
  static String cut(String text, int most) {
    StringBuilder line = new StringBuilder();
    int bytes = 0;
    for (int point : text.strip().replaceAll("\\s+", " ").codePoints().toArray()) {
      String sign = Character.toString(point);
      bytes += sign.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > most) {
        break;
      }
      line.append(sign);
    }
    return line.toString();
  }

  /** Spark writes types as Hive does, which had them first. */
  private static String type(DataType type) {
    return type instanceof TimestampNTZType
        ? "timestamp"
        : type.catalogString().replace("timestamp_ntz", "timestamp");
  }
}
