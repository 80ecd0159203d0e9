package io.penstock.publish.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import io.penstock.lake.LakeLocation;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/** Nested values as JSON text, for targets that have no such types. */
public final class NestedText {
  /** Spark would leave out what is NULL, and all of a time beyond its milliseconds. */
  private static final Map<String, String> JSON =
      Map.of(
          "ignoreNullFields", "false",
          "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
          "timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

  private NestedText() {}

  /** The same rows with such texts. */
  public static Dataset<Row> flattened(Dataset<Row> rows) {
    return rows.select(
        Arrays.stream(rows.schema().fields()).map(NestedText::flat).toArray(Column[]::new));
  }

  /** Whether values of a type are nested. */
  public static boolean isNested(DataType type) {
    return type instanceof StructType
        || type instanceof ArrayType
        || type instanceof MapType
        || type instanceof VariantType;
  }

  /** A nested value as JSON text. */
  public static Column json(Column value) {
    return to_json(value, JSON);
  }

  private static Column flat(StructField field) {
    Column column = col(LakeLocation.quoted(field.name()));
    return isNested(field.dataType()) ? json(column).as(field.name()) : column;
  }
}
