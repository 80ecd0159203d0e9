package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.LakeLocation;
import io.penstock.publish.NetChanges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Rows in the shape in which a MySQL table can hold them and a stream can carry them. */
final class WireRows {
  /** Spark would leave out what is NULL, and all of a time beyond its milliseconds. */
  private static final Map<String, String> JSON =
      Map.of(
          "ignoreNullFields", "false",
          "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
          "timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

  /** The last column of rows on the wire: their share of the row hash. */
  private static final String CRC = "_penstock_crc";

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
   * Each row value by value, for INSERT. Dates as text and instants as the local time of UTC: what
   * Spark hands out for them otherwise, the old classes of {@code java.sql}, follows the Julian
   * calendar before 1582 and knows no day of the gap.
   */
  static Dataset<Row> values(Dataset<Row> rows, Hashed hashed) {
    List<Column> columns = new ArrayList<>();
    Arrays.stream(rows.schema().fields()).map(WireRows::plain).forEach(columns::add);
    columns.add(crc(rows, hashed));
    return rows.select(columns.toArray(Column[]::new));
  }

  /**
   * Each row as one line of the text that LOAD DATA reads: tabs between fields, {@code \\N} for
   * NULL. Spark makes it with its own generated code, many times faster than value by value.
   */
  static Dataset<Row> lines(Dataset<Row> rows, Hashed hashed) {
    Column[] fields =
        Arrays.stream(rows.schema().fields())
            .map(field -> coalesce(text(field), lit("\\N")))
            .toArray(Column[]::new);
    return rows.select(
        concat(concat_ws("\t", fields), lit("\n")).cast("binary").as("line"), crc(rows, hashed));
  }

  /** Each row's share of the row hash; a row that is to be deleted has none. */
  private static Column crc(Dataset<Row> rows, Hashed hashed) {
    Column crc =
        GoldFigures.crc(rows.schema(), hashed.row(), name -> col(LakeLocation.quoted(name)));
    boolean staged = Arrays.asList(rows.columns()).contains(NetChanges.OP);
    return (staged
            ? when(col(NetChanges.OP).equalTo(NetChanges.DELETE), lit(0L)).otherwise(crc)
            : crc)
        .as(CRC);
  }

  private static Column text(StructField field) {
    Column value = col(LakeLocation.quoted(field.name()));
    DataType type = field.dataType();
    if (type instanceof StringType) {
      Column escaped = replace(value, lit("\\"), lit("\\\\"));
      escaped = replace(escaped, lit("\t"), lit("\\t"));
      escaped = replace(escaped, lit("\n"), lit("\\n"));
      escaped = replace(escaped, lit("\r"), lit("\\r"));
      return replace(escaped, lit("\0"), lit("\\0"));
    }
    if (type instanceof BinaryType) {
      return hex(value);
    }
    if (type instanceof BooleanType) {
      return value.cast("int").cast("string");
    }
    if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return GoldFigures.text(type, value);
    }
    // The exact value of a float, not its shortest text.
    return (type instanceof FloatType ? value.cast("double") : value).cast("string");
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
