package io.penstock.bronze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.format.value.Converters;
import io.penstock.quality.RescueDetails;
import io.penstock.spec.ColumnSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a bronze table: declared or inferred, with those that were added since. They are
 * noted in the table's commits, which pins them.
 *
 * @param data the columns that come from files, in order
 */
public record BronzeColumns(List<ColumnSpec> data) {
  static final String RESCUED = "_rescued";
  static final String SOURCE_FILE = "_source_file";
  static final String LINE = "_line";
  static final String INGESTED_AT = "_ingested_at";
  static final String RUN_ID = "_run_id";

  private static final ObjectMapper JSON = new ObjectMapper();

  public BronzeColumns {
    data = List.copyOf(data);
  }

  /** The table's schema: the data, then Penstock's own columns. */
  public StructType schema() {
    return files()
        .add(RescueDetails.COLUMN, DataTypes.StringType)
        .add(INGESTED_AT, DataTypes.TimestampType)
        .add(RUN_ID, DataTypes.StringType);
  }

  /** Throws {@code SpecException} for a pattern that cannot give what the column's type needs. */
  public void requireUsablePatterns() {
    data.stream().filter(column -> column.pattern().isPresent()).forEach(Converters::of);
  }

  /** The part of the schema that a task fills in while it reads. */
  StructType files() {
    StructType schema = new StructType();
    for (ColumnSpec column : data) {
      schema = schema.add(column.name(), Converters.stored(Converters.type(column)));
    }
    return schema
        .add(RESCUED, DataTypes.StringType)
        .add(SOURCE_FILE, DataTypes.StringType)
        .add(LINE, DataTypes.LongType);
  }

  BronzeColumns with(List<ColumnSpec> more) {
    List<ColumnSpec> all = new ArrayList<>(data);
    all.addAll(more);
    return new BronzeColumns(all);
  }

  String toJson() {
    List<Map<String, String>> columns = new ArrayList<>();
    for (ColumnSpec column : data) {
      Map<String, String> map = new LinkedHashMap<>();
      map.put("name", column.name());
      map.put("type", column.type());
      column.from().ifPresent(from -> map.put("from", from));
      column.pattern().ifPresent(pattern -> map.put("pattern", pattern));
      columns.add(map);
    }
    try {
      return JSON.writeValueAsString(columns);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static BronzeColumns parse(String json) {
    try {
      List<Map<String, String>> columns = JSON.readValue(json, new TypeReference<>() {});
      return new BronzeColumns(
          columns.stream()
              .map(
                  map ->
                      new ColumnSpec(
                          map.get("name"),
                          map.get("type"),
                          Optional.ofNullable(map.get("from")),
                          Optional.ofNullable(map.get("pattern"))))
              .toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The columns that a table's notes pin, if it has any. */
  public static Optional<BronzeColumns> pinned(Map<String, String> notes) {
    // Files of which nothing could be read say nothing of those that come after them.
    return Optional.ofNullable(notes.get("columns"))
        .map(BronzeColumns::parse)
        .filter(columns -> !columns.data().isEmpty());
  }
}
