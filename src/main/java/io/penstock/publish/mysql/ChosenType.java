package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;

import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
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
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * A MySQL type that the user chose for a column: whether values of a Spark type can be stored in it
 * at all, and the text that the server then has for each.
 */
record ChosenType(TypeText text, Target target) {
  private static final int EXACT = 38;

  /** Kinds of MySQL types. */
  enum Target {
    INTEGER("tinyint|smallint|mediumint|int|integer|bigint|bool|boolean|year"),
    DECIMAL("decimal|numeric|dec|fixed"),
    DOUBLE("double|real"),
    FLOAT("float"),
    DATE("date"),
    MOMENT("datetime|timestamp"),
    TIME("time"),
    TEXT("(var)?char|(tiny|medium|long)?text|character|nchar|nvarchar"),
    BYTES("(var)?binary|(tiny|medium|long)?blob"),
    WORD("enum|set"),
    JSON("json"),
    BIT("bit"),
    /** A server's own, such as uuid: what it has made of a value is seen when it is compared. */
    OTHER(".*");

    private final String names;

    Target(String names) {
      this.names = names;
    }
  }

  /** Kinds of Spark types. */
  enum Source {
    WHOLE,
    DECIMAL,
    REAL,
    BOOLEAN,
    TEXT,
    DATE,
    MOMENT,
    BYTES;

    static Source of(DataType type) {
      if (type instanceof DecimalType) {
        return DECIMAL;
      }
      if (type instanceof DoubleType || type instanceof FloatType) {
        return REAL;
      }
      if (type instanceof BooleanType) {
        return BOOLEAN;
      }
      if (type instanceof DateType) {
        return DATE;
      }
      if (type instanceof TimestampType || type instanceof TimestampNTZType) {
        return MOMENT;
      }
      if (type instanceof BinaryType) {
        return BYTES;
      }
      boolean whole =
          type instanceof LongType
              || type instanceof IntegerType
              || type instanceof ShortType
              || type instanceof ByteType;
      return whole ? WHOLE : TEXT;
    }
  }

  static ChosenType of(String type) {
    TypeText text = TypeText.parse(type).orElse(new TypeText(type, "", ""));
    for (Target target : Target.values()) {
      if (text.name().matches(target.names)) {
        boolean wide = target == Target.FLOAT && text.size(0) > 24;
        return new ChosenType(text, wide ? Target.DOUBLE : target);
      }
    }
    return new ChosenType(text, Target.OTHER);
  }

  /** Why no value of the Spark type can be stored, with what to choose; empty if some can. */
  Optional<String> refusal(DataType type) {
    Source source = Source.of(type);
    if (target == Target.BIT) {
      return Optional.of("bit takes digits for characters; take tinyint(1) or bigint unsigned");
    }
    boolean rounds = Set.of(Target.DOUBLE, Target.FLOAT).contains(target);
    if (rounds && text.sizes().contains(",")) {
      return Optional.of(text + " rounds; leave the sizes out, or take decimal");
    }
    Set<Source> numbers =
        Set.of(Source.WHOLE, Source.DECIMAL, Source.REAL, Source.BOOLEAN, Source.TEXT);
    boolean takes =
        switch (target) {
          case INTEGER, DECIMAL, DOUBLE, FLOAT -> numbers.contains(source);
          case DATE, MOMENT -> Set.of(Source.DATE, Source.MOMENT, Source.TEXT).contains(source);
          case TIME, WORD, JSON, OTHER -> source == Source.TEXT;
          case TEXT -> source != Source.BYTES;
          case BYTES -> Set.of(Source.BYTES, Source.TEXT).contains(source);
          case BIT -> false;
        };
    return takes
        ? Optional.empty()
        : Optional.of(
            text + " cannot hold what is a " + type.simpleString() + "; choose another type");
  }

  /** Whether nothing but the presence of a value can be compared. */
  boolean isOpaque() {
    return target == Target.JSON;
  }

  /** The text that the server has for a value that fits; of real numbers see {@link RealText}. */
  Column canonical(DataType type, Column value) {
    Source source = Source.of(type);
    Column plain = MySqlDialect.text(type, value);
    return switch (target) {
      case INTEGER ->
          source == Source.DECIMAL || source == Source.REAL
              ? value.try_cast("decimal(" + EXACT + ",0)").cast("string")
              : plain;
      case DECIMAL -> withoutZeros(source == Source.REAL ? exact(value).cast("string") : plain);
      case DOUBLE -> RealText.of(value.try_cast("double"));
      case FLOAT -> RealText.of(value.try_cast("float").cast("double"));
      case DATE -> source == Source.MOMENT ? date_format(value, "yyyy-MM-dd") : plain;
      case MOMENT ->
          source == Source.DATE
              ? concat(plain, lit(" 00:00:00" + fraction("0")))
              : date_format(
                  source == Source.TEXT ? value.try_cast("timestamp_ntz") : value,
                  "yyyy-MM-dd HH:mm:ss" + fraction("S"));
      default -> plain;
    };
  }

  /** A real number as this decimal type has it. */
  Column exact(Column value) {
    int precision = Math.min(EXACT, text.size(10));
    return value.try_cast("decimal(" + precision + "," + Math.min(precision, text.scale()) + ")");
  }

  private String fraction(String letter) {
    int digits = Math.min(6, text.size(0));
    return digits == 0 ? "" : "." + letter.repeat(digits);
  }

  private static Column withoutZeros(Column text) {
    return regexp_replace(
        regexp_replace(text, lit("(\\.[0-9]*?)0+$"), lit("$1")), lit("\\.$"), lit(""));
  }

  /**
   * The same on the server.
   *
   * @param column how SQL names it
   */
  String sql(String column) {
    return switch (target) {
      case DECIMAL ->
          "IF(LOCATE('.', "
              + column
              + ") > 0, TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM "
              + column
              + ")), "
              + column
              + ")";
      case DOUBLE, FLOAT -> RealText.sql(column);
      case INTEGER, DATE, MOMENT, TIME -> column;
      default -> "CAST(" + column + " AS CHAR CHARACTER SET utf8mb4)";
    };
  }
}
