package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import io.penstock.lake.LakeLocation;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** Rows in the shape in which a MySQL table can hold them and a stream can carry them. */
final class WireRows {
  /** Spark would leave out what is NULL, and all of a time beyond its milliseconds. */
  private static final Map<String, String> JSON =
      Map.of(
          "ignoreNullFields", "false",
          "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
          "timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

  private WireRows() {}

  /** Nested values go as JSON text. */
  static Dataset<Row> flattened(Dataset<Row> gold) {
    return gold.select(
        Arrays.stream(gold.schema().fields()).map(WireRows::flat).toArray(Column[]::new));
  }

  private static Column flat(StructField field) {
    Column column = col(LakeLocation.quoted(field.name()));
    boolean nested =
        field.dataType() instanceof StructType
            || field.dataType() instanceof ArrayType
            || field.dataType() instanceof MapType;
    return nested ? to_json(column, JSON).as(field.name()) : column;
  }

  /**
   * Dates as text and instants as the local time of UTC: what Spark hands out for them otherwise,
   * the old classes of {@code java.sql}, follows the Julian calendar before 1582 and knows no day
   * of the gap.
   */
  static Dataset<Row> onTheWire(Dataset<Row> rows) {
    return rows.select(
        Arrays.stream(rows.schema().fields()).map(WireRows::plain).toArray(Column[]::new));
  }

  private static Column plain(StructField field) {
    Column column = col(LakeLocation.quoted(field.name()));
    if (field.dataType() instanceof DateType) {
      return column.cast("string").as(field.name());
    }
    return field.dataType() instanceof TimestampType
        ? column.cast("timestamp_ntz").as(field.name())
        : column;
  }
}
