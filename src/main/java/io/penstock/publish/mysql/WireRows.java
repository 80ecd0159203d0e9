package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.LakeLocation;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.ComparedColumn;
import io.penstock.publish.rows.NestedText;
import io.penstock.publish.rows.NetChanges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampType;

/** Rows in the shape in which a MySQL table can hold them and a stream can carry them. */
public final class WireRows {
  /** The last column of rows on the wire: their share of the row hash. */
  private static final String CRC = "_penstock_crc";

  private WireRows() {}

  /** Nested values go as JSON text. */
  static Dataset<Row> flattened(Dataset<Row> gold) {
    return NestedText.flattened(gold);
  }

  /**
   * Each row value by value, for INSERT. Dates as text and instants as the local time of UTC: what
   * Spark hands out for them otherwise, the old classes of {@code java.sql}, follows the Julian
   * calendar before 1582 and knows no day of the gap.
   */
  static Dataset<Row> values(Dataset<Row> rows, ChecksumColumns hashed) {
    List<Column> columns = new ArrayList<>();
    Arrays.stream(rows.schema().fields()).map(WireRows::plain).forEach(columns::add);
    columns.add(crc(rows, hashed));
    return rows.select(columns.toArray(Column[]::new));
  }

  /**
   * What {@link LineWriter} does not write itself, as text; behind it what is only hashed, because
   * it is not compared as it is sent.
   */
  static Dataset<Row> texts(Dataset<Row> rows, ChecksumColumns hashed) {
    List<Column> columns = new ArrayList<>();
    Arrays.stream(rows.schema().fields()).map(WireRows::text).forEach(columns::add);
    for (ComparedColumn column : hashed.row()) {
      if (!column.isSent()) {
        Column value = col(LakeLocation.quoted(column.name()));
        columns.add(
            column
                .text(rows.schema().apply(column.name()).dataType(), value)
                .as(LineWriter.ONLY_HASHED + column.name()));
      }
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  /** The writer of lines for {@link #texts}. */
  static LineWriter writer(Dataset<Row> texts, ChecksumColumns hashed) {
    return new LineWriter(
        texts.schema(),
        hashed.row().stream().filter(ComparedColumn::isSent).map(ComparedColumn::name).toList(),
        Arrays.asList(texts.columns()).indexOf(NetChanges.OP));
  }

  /** Each row's share of the row hash; a row that is to be deleted has none. */
  private static Column crc(Dataset<Row> rows, ChecksumColumns hashed) {
    Column crc = hashed.rowHash(rows.schema(), name -> col(LakeLocation.quoted(name)));
    boolean staged = Arrays.asList(rows.columns()).contains(NetChanges.OP);
    return (staged
            ? when(col(NetChanges.OP).equalTo(NetChanges.DELETE), lit(0L)).otherwise(crc)
            : crc)
        .as(CRC);
  }

  private static Column text(StructField field) {
    Column value = col(LakeLocation.quoted(field.name()));
    if (LineWriter.writes(field.dataType())) {
      return value;
    }
    if (field.dataType() instanceof BinaryType) {
      return hex(value).as(field.name());
    }
    // The exact value of a float, not its shortest text.
    return (field.dataType() instanceof FloatType ? value.cast("double") : value)
        .cast("string")
        .as(field.name());
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
