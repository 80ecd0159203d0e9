package io.penstock.publish.mysql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Which MySQL type holds all values of a Spark type, exactly. */
public final class MySqlTypes {
  /** No text's type is narrower. */
  static final int NARROWEST = 64;

  // Widths that a key column may get: short ones, because a key has 3,072 bytes in all.
  private static final List<Integer> KEY_WIDTHS = List.of(NARROWEST, 128, 191, 255, 512, 767);
  private static final int KEY_BYTES = 3_072;
  private static final int SCALE = 30;
  private static final int VARCHAR = 255;
  private static final int LONG_VARCHAR = 2_000;
  private static final int TEXT = 16_000;
  private static final Map<Class<?>, String> PLAIN =
      Map.ofEntries(
          Map.entry(BooleanType.class, "tinyint(1)"),
          Map.entry(ByteType.class, "tinyint"),
          Map.entry(ShortType.class, "smallint"),
          Map.entry(IntegerType.class, "int"),
          Map.entry(LongType.class, "bigint"),
          // A MySQL float is shown with six digits; a double holds every float exactly.
          Map.entry(FloatType.class, "double"),
          Map.entry(DoubleType.class, "double"),
          Map.entry(DateType.class, "date"),
          Map.entry(TimestampType.class, "datetime(6)"),
          Map.entry(TimestampNTZType.class, "datetime(6)"));

  private MySqlTypes() {}

  /**
   * The column for a field.
   *
   * @param key whether it is part of the primary key
   * @param longest the characters (bytes, for binary) of its longest value
   * @return empty if MySQL has no type for it
   */
  static Optional<MySqlColumn> column(StructField field, Part part, long longest) {
    DataType type = field.dataType();
    String notNull = part == Part.KEY ? " NOT NULL" : " NULL";
    if (type instanceof BinaryType) {
      return bytes(part, longest)
          .map(name -> new MySqlColumn(field.name(), name + notNull, MySqlColumn.Form.HEX));
    }
    return text(type, part, longest)
        .map(name -> new MySqlColumn(field.name(), name + notNull, MySqlColumn.Form.TEXT));
  }

  /** Whether a column belongs to the primary key. */
  enum Part {
    KEY,
    VALUE
  }

  private static Optional<String> text(DataType type, Part part, long longest) {
    if (type instanceof DecimalType decimal) {
      return decimal.scale() > SCALE
          ? Optional.empty()
          : Optional.of("decimal(" + decimal.precision() + "," + decimal.scale() + ")");
    }
    if (type instanceof StringType) {
      return part == Part.KEY ? keyWidth(longest) : Optional.of(width(longest));
    }
    if (type instanceof ArrayType || type instanceof StructType || type instanceof MapType) {
      return part == Part.KEY ? Optional.empty() : Optional.of("longtext");
    }
    return Optional.ofNullable(PLAIN.get(type.getClass()))
        .or(() -> Optional.ofNullable(PLAIN.get(type.getClass().getSuperclass())));
  }

  private static Optional<String> bytes(Part part, long longest) {
    if (longest <= VARCHAR) {
      return Optional.of("varbinary(" + VARCHAR + ")");
    }
    if (part == Part.VALUE) {
      return Optional.of("longblob");
    }
    return longest <= KEY_BYTES ? Optional.of("varbinary(" + longest + ")") : Optional.empty();
  }

  private static Optional<String> keyWidth(long longest) {
    return KEY_WIDTHS.stream()
        .filter(width -> width >= longest)
        .findFirst()
        .map(width -> "varchar(" + width + ")");
  }

  private static String width(long longest) {
    if (longest <= VARCHAR) {
      return "varchar(" + VARCHAR + ")";
    }
    if (longest <= LONG_VARCHAR) {
      return "varchar(" + LONG_VARCHAR + ")";
    }
    return longest <= TEXT ? "text" : "longtext";
  }
}
