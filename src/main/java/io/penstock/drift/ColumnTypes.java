package io.penstock.drift;

import io.penstock.format.bind.ColumnNames;
import io.penstock.sql.ParquetFooter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of tables by their names in the lake, each with its type as Spark writes it. */
final class ColumnTypes {
  private ColumnTypes() {}

  static Map<String, String> ofLog(StructType log) {
    Map<String, String> types = new LinkedHashMap<>();
    for (StructField field : log.fields()) {
      if (!field.name().startsWith("_")) {
        types.put(field.name(), field.dataType().sql().toLowerCase(Locale.ROOT));
      }
    }
    return types;
  }

  static Map<String, String> ofTable(MessageType table) {
    Map<String, String> types = new LinkedHashMap<>();
    for (StructField field : ParquetFooter.schema(table).fields()) {
      types.put(
          ColumnNames.unused(field.name(), types.size(), types.keySet()),
          field.dataType().sql().toLowerCase(Locale.ROOT));
    }
    return types;
  }
}
