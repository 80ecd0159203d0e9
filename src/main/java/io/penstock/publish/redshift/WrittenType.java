package io.penstock.publish.redshift;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * A type as it is written, by the one name that it has here.
 *
 * @param size its length or precision; 0 where there is none
 */
record WrittenType(String name, int size, int scale) {
  /** Other names of types. */
  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("int2", "smallint"),
          Map.entry("int", "integer"),
          Map.entry("int4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("numeric", "decimal"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double precision"),
          Map.entry("float", "double precision"),
          Map.entry("bool", "boolean"),
          Map.entry("character varying", "varchar"),
          Map.entry("nvarchar", "varchar"),
          Map.entry("character", "char"),
          Map.entry("nchar", "char"),
          Map.entry("bpchar", "char"),
          Map.entry("timestamp without time zone", "timestamp"),
          Map.entry("binary varying", "varbyte"),
          Map.entry("varbinary", "varbyte"));

  private static final Pattern SHAPE =
      Pattern.compile(
          "([a-z][a-z0-9 ]*?)\\s*(?:\\(\\s*(\\d{1,7}|max)\\s*(?:,\\s*(\\d{1,2})\\s*)?\\))?");

  static Optional<WrittenType> of(String type) {
    Matcher shape = SHAPE.matcher(type.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
    if (!shape.matches()) {
      return Optional.empty();
    }
    String name = SAME.getOrDefault(shape.group(1), shape.group(1));
    if (name.equals("text")) {
      return Optional.of(new WrittenType("varchar", 256, 0));
    }
    int size =
        shape.group(2) == null
            ? usual(name)
            : shape.group(2).equals("max")
                ? RedshiftTypes.LONGEST
                : Integer.parseInt(shape.group(2));
    int scale = shape.group(3) == null ? 0 : Integer.parseInt(shape.group(3));
    return Optional.of(new WrittenType(name, size, scale));
  }

  private static int usual(String name) {
    return switch (name) {
      case "varchar" -> 256;
      case "char" -> 1;
      case "decimal" -> 18;
      case "varbyte" -> 64_000;
      default -> 0;
    };
  }

  /** Whether a column of this type holds, exactly, every value of the other. */
  boolean holds(WrittenType other) {
    List<String> integers = List.of("smallint", "integer", "bigint");
    if (integers.contains(name) && integers.contains(other.name)) {
      return integers.indexOf(name) >= integers.indexOf(other.name);
    }
    if (name.equals("decimal") && other.name.equals("decimal")) {
      return size - scale >= other.size - other.scale && scale >= other.scale;
    }
    if (name.equals("varchar") && (other.name.equals("varchar") || other.name.equals("char"))
        || name.equals("varbyte") && other.name.equals("varbyte")) {
      return size >= other.size;
    }
    if (name.equals("double precision") && other.name.equals("real")) {
      return true;
    }
    return equals(other);
  }

  /** As what values are sent to it; empty for a type that is not sent to. */
  Optional<DataType> sent() {
    return switch (name) {
      case "smallint" -> Optional.of(DataTypes.ShortType);
      case "integer" -> Optional.of(DataTypes.IntegerType);
      case "bigint" -> Optional.of(DataTypes.LongType);
      case "decimal" ->
          size >= 1 && size <= 38 && scale <= size
              ? Optional.of(DataTypes.createDecimalType(size, scale))
              : Optional.empty();
      case "real" -> Optional.of(DataTypes.FloatType);
      case "double precision" -> Optional.of(DataTypes.DoubleType);
      case "boolean" -> Optional.of(DataTypes.BooleanType);
      case "date" -> Optional.of(DataTypes.DateType);
      case "timestamp" -> Optional.of(DataTypes.TimestampNTZType);
      case "varchar", "char", "super" -> Optional.of(DataTypes.StringType);
      case "varbyte" -> Optional.of(DataTypes.BinaryType);
      default -> Optional.empty();
    };
  }

  /** Why no value of a Spark type can be stored in a type, with what to choose. */
  Optional<String> refusal(DataType type) {
    DataType sent = sent().orElse(null);
    boolean takes =
        sent != null
            && (sent instanceof StringType
                ? !(type instanceof BinaryType)
                : sent instanceof BinaryType
                    ? type instanceof BinaryType
                    : sent instanceof NumericType
                        ? type instanceof NumericType || type instanceof StringType
                        : sent instanceof BooleanType
                            ? type instanceof BooleanType
                            : isTime(type) && (!(sent instanceof DateType) || isTime(type))
                                || type instanceof StringType);
    return takes
        ? Optional.empty()
        : Optional.of(
            name + " cannot hold what is a " + type.simpleString() + "; choose another type");
  }

  static boolean isTime(DataType type) {
    return type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType;
  }
}
