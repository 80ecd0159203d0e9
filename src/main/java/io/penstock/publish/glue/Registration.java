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
 * A table as the catalog has it.
 *
 * @param description what the table says of itself
 */
record Registration(Publication publication, Registered table, Optional<String> description) {
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
    parameters.keySet().removeIf(PartitionProjection::isOfPartitions);
    // A table that was one of Delta may be an export now.
    parameters.keySet().removeAll(Registered.OF_KIND);
    parameters.putAll(table.parameters());
    parameters.putAll(
        Map.of(
            "EXTERNAL",
            "TRUE",
            OWNER,
            publication.owner(),
            GENERATION,
            table.source().generation(),
            VERSION,
            Long.toString(table.source().version()),
            DEFINITION,
            publication.definition().digest()));
    TableInput.Builder input =
        TableInput.builder()
            .name(GlueTables.folded(publication.table()))
            .tableType("EXTERNAL_TABLE")
            .parameters(parameters)
            .partitionKeys(columns(table.partitions()))
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
        .columns(columns(table.columns()))
        .location(table.location())
        .inputFormat(table.storage().input)
        .outputFormat(table.storage().output)
        .serdeInfo(
            SerDeInfo.builder()
                .serializationLibrary(table.storage().rows)
                .parameters(Map.of("path", table.location(), "serialization.format", "1"))
                .build())
        .build();
  }

  private static List<Column> columns(StructType schema) {
    return Arrays.stream(schema.fields()).map(Registration::column).toList();
  }

  /** Whether the catalog says of a table what was written to it; it may fold the case of names. */
  boolean isSaidOf(Table said) {
    return table.location().equals(said.storageDescriptor().location())
        && named(columns(table.columns())).equals(named(said.storageDescriptor().columns()))
        && named(columns(table.partitions())).equals(named(said.partitionKeys()))
        && said.parameters().entrySet().containsAll(table.parameters().entrySet())
        && Long.toString(table.source().version()).equals(said.parameters().get(VERSION));
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
