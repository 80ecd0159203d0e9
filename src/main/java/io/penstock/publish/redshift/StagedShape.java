package io.penstock.publish.redshift;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.LakeLocation;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Rows in the shape in which files have them. */
final class StagedShape {
  private StagedShape() {}

  /** The rows as Parquet: each column of the type that COPY expects for it. */
  static Column[] sent(List<RedshiftColumn> columns, StructType schema) {
    return columns.stream()
        .map(column -> sent(column, schema.apply(column.name()).dataType()).as(column.name()))
        .toArray(Column[]::new);
  }

  private static Column sent(RedshiftColumn column, DataType type) {
    Column value = col(LakeLocation.quoted(column.name()));
    if (column.sent() instanceof TimestampNTZType) {
      // Parquet has both as microseconds, of which COPY takes those of an instant.
      return type instanceof TimestampType
          ? value
          : value.try_cast(column.sent()).cast(DataTypes.TimestampType);
    }
    return value.try_cast(column.sent());
  }

  /**
   * The same for the connector, which asks each column what it is in Redshift where it does not
   * know that of its Spark type.
   */
  static Column[] typed(List<RedshiftColumn> columns, StructType schema) {
    return columns.stream()
        .map(
            column ->
                sent(column, schema.apply(column.name()).dataType())
                    .as(column.name(), named(column)))
        .toArray(Column[]::new);
  }

  /** The rows as texts, for the connector to write as CSV. */
  static Column[] texts(List<RedshiftColumn> columns) {
    return columns.stream()
        .map(column -> text(column).as(column.name(), named(column)))
        .toArray(Column[]::new);
  }

  private static Metadata named(RedshiftColumn column) {
    return new MetadataBuilder().putString("redshift_type", column.type()).build();
  }

  /** A row as a line of CSV in which every value but NULL stands in quotes. */
  static Column line(List<RedshiftColumn> columns, String nullText) {
    return concat_ws(
        ",",
        columns.stream()
            .map(
                column -> {
                  Column text = text(column);
                  Column quoted =
                      concat_ws("", lit("\""), replace(text, lit("\""), lit("\"\"")), lit("\""));
                  return when(text.isNull(), lit(nullText)).otherwise(quoted);
                })
            .toArray(Column[]::new));
  }

  private static Column text(RedshiftColumn column) {
    Column value = col(LakeLocation.quoted(column.name())).try_cast(column.sent());
    if (column.sent() instanceof BinaryType) {
      return lower(hex(value));
    }
    return value.cast("string");
  }
}
