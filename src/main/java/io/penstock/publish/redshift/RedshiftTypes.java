package io.penstock.publish.redshift;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Which Redshift type holds all values of a Spark type, exactly. */
final class RedshiftTypes {
  /** The bytes of the longest text. */
  static final int LONGEST = 65_535;

  static final int LONGEST_BYTES = 1_024_000;

  private static final List<Integer> WIDTHS = List.of(256, 1_024, 4_096, 16_384, LONGEST);
  private static final List<Integer> BYTE_WIDTHS = List.of(256, 4_096, LONGEST, LONGEST_BYTES);
  private static final Map<Class<?>, String> PLAIN =
      Map.ofEntries(
          Map.entry(BooleanType.class, "boolean"),
          Map.entry(ByteType.class, "smallint"),
          Map.entry(ShortType.class, "smallint"),
          Map.entry(IntegerType.class, "integer"),
          Map.entry(LongType.class, "bigint"),
          Map.entry(FloatType.class, "real"),
          Map.entry(DoubleType.class, "double precision"),
          Map.entry(DateType.class, "date"),
          Map.entry(TimestampType.class, "timestamp"),
          Map.entry(TimestampNTZType.class, "timestamp"));

  static final List<String> NAMES =
      List.of(
          "smallint",
          "integer",
          "int",
          "bigint",
          "decimal",
          "numeric",
          "real",
          "double precision",
          "float",
          "boolean",
          "date",
          "timestamp",
          "varchar",
          "char",
          "varbyte",
          "super");

  private RedshiftTypes() {}

  /**
   * The type of a column.
   *
   * @param longest the bytes of its longest text
   * @return empty if Redshift has none
   */
  static Optional<String> of(DataType type, long longest) {
    if (type instanceof DecimalType decimal) {
      return Optional.of("decimal(" + decimal.precision() + "," + decimal.scale() + ")");
    }
    if (type instanceof StringType) {
      return width(WIDTHS, longest).map(width -> "varchar(" + width + ")");
    }
    if (type instanceof BinaryType) {
      return width(BYTE_WIDTHS, longest).map(width -> "varbyte(" + width + ")");
    }
    return Optional.ofNullable(PLAIN.get(type.getClass()))
        .or(() -> Optional.ofNullable(PLAIN.get(type.getClass().getSuperclass())));
  }

  private static Optional<Integer> width(List<Integer> widths, long longest) {
    return widths.stream().filter(width -> width >= longest).findFirst();
  }

  /** As what values of a Spark type are sent where nobody chose a type. */
  static DataType sent(DataType type) {
    if (type instanceof ByteType) {
      return DataTypes.ShortType;
    }
    return type instanceof TimestampType ? DataTypes.TimestampNTZType : type;
  }
}
