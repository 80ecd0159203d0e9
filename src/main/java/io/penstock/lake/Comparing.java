package io.penstock.lake;

import java.util.Arrays;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/** Values that Spark can store but neither compare nor hash: maps and variants, at any depth. */
public final class Comparing {
  // Else NULLs would be left out, and what a time has beyond its milliseconds.
  private static final String OPTIONS =
      "map('ignoreNullFields', 'false', 'timestampFormat', 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSSSSSXXX',"
          + " 'timestampNTZFormat', 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSSSSS')";

  private Comparing() {}

  /** Whether Spark can tell two values of a type apart by itself. */
  public static boolean isComparable(DataType type) {
    if (type instanceof ArrayType array) {
      return isComparable(array.elementType());
    }
    if (type instanceof StructType struct) {
      return Arrays.stream(struct.fields())
          .map(StructField::dataType)
          .allMatch(Comparing::isComparable);
    }
    return !(type instanceof MapType || type instanceof VariantType);
  }

  /**
   * What stands for a value when it is compared.
   *
   * @param value a column as SQL names it
   */
  public static String text(String value) {
    return "to_json(" + value + ", " + OPTIONS + ")";
  }
}
