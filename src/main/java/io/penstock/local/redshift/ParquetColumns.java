package io.penstock.local.redshift;

import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Whether Redshift would load the columns of a Parquet file into those of a table. */
final class ParquetColumns {
  private ParquetColumns() {}

  static void require(GroupType schema, List<CopyColumn> targets) {
    if (targets.isEmpty()) {
      return;
    }
    if (schema.getFieldCount() != targets.size()) {
      throw new RedshiftError(
          "XX000",
          "Unmatched number of columns between table and file. Table columns: "
              + targets.size()
              + ", Data columns: "
              + schema.getFieldCount());
    }
    for (int i = 0; i < targets.size(); i++) {
      Type type = schema.getType(i);
      if (!type.isPrimitive() || !fits(type.asPrimitiveType(), targets.get(i).type())) {
        throw new RedshiftError(
            "XX000",
            "Spectrum Scan Error. The column '"
                + type.getName()
                + "' has an incompatible Parquet schema for column '"
                + targets.get(i).name()
                + "'. Column type: "
                + targets.get(i).type().toUpperCase(java.util.Locale.ROOT)
                + ", Parquet schema: "
                + type);
      }
    }
  }

  private static boolean fits(PrimitiveType type, String column) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    boolean decimal = logical instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
    boolean date = logical instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation;
    boolean time = logical instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
    return switch (column) {
      case "boolean" -> type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BOOLEAN;
      case "smallint", "integer" ->
          type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT32 && !decimal && !date;
      case "bigint" ->
          type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT64 && !decimal && !time;
      case "real" -> type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.FLOAT;
      case "double precision" ->
          type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.DOUBLE;
      case "numeric" -> decimal;
      case "date" -> date;
      case "timestamp without time zone", "timestamp with time zone" ->
          time || type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT96;
      default -> type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BINARY && !decimal;
    };
  }
}
