package io.penstock.bronze;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Whether texts in Parquet files are texts. Nobody looks at that before: Spark takes any bytes for
 * UTF-8, and whoever reads them next stumbles or shows other signs.
 */
final class ParquetTexts {
  private static final String ALWAYS = "";

  private ParquetTexts() {}

  /** The SQL of a value, which fails where a text in it is none. */
  static String sound(String value, DataType type) {
    String valid = valid(value, type);
    return valid.equals(ALWAYS)
        ? value
        : "CASE WHEN coalesce("
            + valid
            + ", true) THEN "
            + value
            + " ELSE raise_error('a text is not UTF-8') END";
  }

  /** The SQL of whether all texts in a value are such, NULL for NULL; empty if it has none. */
  static String valid(String value, DataType type) {
    if (type instanceof StringType) {
      return "is_valid_utf8(" + value + ")";
    }
    List<String> parts = new ArrayList<>();
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        String name = value + ".`" + field.name().replace("`", "``") + "`";
        add(parts, valid(name, field.dataType()));
      }
    } else if (type instanceof ArrayType array) {
      add(parts, all(value, array.elementType()));
    } else if (type instanceof MapType map) {
      add(parts, all("map_keys(" + value + ")", map.keyType()));
      add(parts, all("map_values(" + value + ")", map.valueType()));
    }
    return String.join(" AND ", parts);
  }

  private static void add(List<String> parts, String valid) {
    if (!valid.equals(ALWAYS)) {
      parts.add("coalesce(" + valid + ", true)");
    }
  }

  /** Names of elements say how deep they are, so that none hides another one. */
  private static String all(String values, DataType type) {
    String element = "e" + values.length();
    String valid = valid(element, type);
    return valid.equals(ALWAYS)
        ? ALWAYS
        : "forall(" + values + ", " + element + " -> coalesce(" + valid + ", true))";
  }
}
