package io.penstock.quality;

import io.penstock.lake.Comparing;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/** Types that a SELECT may give and no table can hold, or no key can have. */
public final class StorableTypes {
  private StorableTypes() {}

  /** What is wrong with the type of a column, with what to write instead; empty if nothing is. */
  public static Optional<String> problem(StructField field, List<String> keys) {
    String column = "the column '" + field.name() + "'";
    Optional<DataType> wrong = unstorable(field.dataType());
    if (wrong.isPresent() && wrong.get() instanceof NullType) {
      return Optional.of(
          column
              + " has no type, because all that it ever is, is NULL. Give it one, such as CAST(NULL AS"
              + " STRING).");
    }
    if (wrong.isPresent()) {
      return Optional.of(
          column
              + " cannot be stored because it is an interval. Found: "
              + field.dataType().sql().toLowerCase(java.util.Locale.ROOT)
              + ". Select a number, such as unix_seconds(b) - unix_seconds(a) or"
              + " timestampdiff(MINUTE, a, b).");
    }
    boolean key = keys.stream().anyMatch(field.name()::equalsIgnoreCase);
    return key && !Comparing.isComparable(field.dataType())
        ? Optional.of(
            column
                + " cannot be a key because values of its type cannot be compared. Found: "
                + field.dataType().sql().toLowerCase(java.util.Locale.ROOT)
                + ". Choose another key, or select what is in it by name.")
        : Optional.empty();
  }

  private static Optional<DataType> unstorable(DataType type) {
    if (type instanceof ArrayType array) {
      return unstorable(array.elementType());
    }
    if (type instanceof MapType map) {
      return unstorable(map.keyType()).or(() -> unstorable(map.valueType()));
    }
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        Optional<DataType> inside = unstorable(field.dataType());
        if (inside.isPresent()) {
          return inside;
        }
      }
      return Optional.empty();
    }
    boolean wrong =
        type instanceof NullType
            || type instanceof DayTimeIntervalType
            || type instanceof YearMonthIntervalType
            || type instanceof CalendarIntervalType;
    return wrong ? Optional.of(type) : Optional.empty();
  }
}
