package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.regexp_replace;

import io.penstock.lake.LakeLocation;
import io.penstock.publish.rows.ColumnConstraint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Which values of a column its MySQL type would refuse or, worse, quietly change: as a test in
 * Spark. What no test here covers is left to the server, which is strict.
 */
final class MySqlConstraints {
  static final String TIMESTAMP = "timestamp holds 1970-01-01 00:00:01 to 2038-01-19 03:14:07";
  private static final LocalDate FIRST = LocalDate.of(1000, 1, 1);
  private static final LocalDate BEYOND = LocalDate.of(10_000, 1, 1);
  static final Map<String, Integer> INTEGER_BYTES =
      Map.of(
          "tinyint", 1,
          "bool", 1,
          "boolean", 1,
          "smallint", 2,
          "mediumint", 3,
          "int", 4,
          "integer", 4,
          "bigint", 8);
  private static final Map<String, Long> TEXT_BYTES =
      Map.of(
          "tinytext", 255L,
          "text", 65_535L,
          "mediumtext", 16_777_215L,
          "tinyblob", 255L,
          "blob", 65_535L,
          "mediumblob", 16_777_215L);

  private MySqlConstraints() {}

  /**
   * The tests of a column.
   *
   * @param chosen the type that the user wants for it
   */
  static List<ColumnConstraint> of(StructField field, Optional<String> chosen) {
    List<ColumnConstraint> tests = new ArrayList<>();
    Column value = functions.col(LakeLocation.quoted(field.name()));
    DataType type = field.dataType();
    Optional<TypeText> wanted = chosen.flatMap(TypeText::parse);
    boolean asText = wanted.filter(TypeText::isText).isPresent();
    if (!asText && floating(type)) {
      add(
          tests,
          field,
          functions.isnan(value).or(abs(value).equalTo(lit(Double.POSITIVE_INFINITY))),
          "a number must be finite");
    }
    if (!asText && (type instanceof DateType || instant(type))) {
      add(
          tests,
          field,
          value.lt(day(type, FIRST)).or(value.geq(day(type, BEYOND))),
          "years are 1000 to 9999");
    }
    wanted.ifPresent(text -> chosen(tests, field, value, text));
    return tests;
  }

  private static void chosen(
      List<ColumnConstraint> tests, StructField field, Column value, TypeText text) {
    DataType type = field.dataType();
    if (type instanceof StringType) {
      TextFit.of(field, value, text).ifPresent(tests::add);
    }
    if (INTEGER_BYTES.containsKey(text.name()) && type instanceof NumericType) {
      integer(tests, field, value, text);
    } else if (text.name().matches("decimal|numeric|dec|fixed") && type instanceof NumericType) {
      decimal(tests, field, value, text);
    } else if (text.name().matches("float|double|real") && type instanceof NumericType) {
      real(tests, field, value, text);
    } else if (text.name().equals("year") && type instanceof NumericType) {
      add(tests, field, value.lt(1901).or(value.gt(2155)), "its type year holds 1901 to 2155");
    } else if (text.name().matches("(var)?char")) {
      characters(tests, field, text);
    } else if (text.name().matches("(var)?binary") && type instanceof BinaryType) {
      boolean padded = text.name().equals("binary");
      Column bytes = octet_length(value);
      Column wrong = padded ? bytes.notEqual(text.size(1)) : bytes.gt(text.size(1));
      add(tests, field, wrong, "its type is " + text);
    } else if (TEXT_BYTES.containsKey(text.name())) {
      long most = TEXT_BYTES.get(text.name());
      add(
          tests,
          field,
          octet_length(MySqlDialect.text(type, value)).gt(most),
          "its type holds " + most + " bytes");
    } else if (text.name().matches("date|datetime|timestamp") && instant(type)) {
      moment(tests, field, value, text);
    } else if (text.name().equals("timestamp") && type instanceof DateType) {
      bounds(tests, field, value.cast("timestamp_ntz"));
    }
  }

  // What a client reads has so many digits, whatever the server keeps.
  private static void real(
      List<ColumnConstraint> tests, StructField field, Column value, TypeText text) {
    boolean wide = ChosenType.of(text.toString()).target() == ChosenType.Target.DOUBLE;
    int digits = wide ? 15 : 6;
    if (wide && floating(field.dataType())) {
      return;
    }
    Column longer = length(digits(value)).gt(digits);
    Column size = abs(value.cast("double"));
    Column beyond = size.gt(lit(3.4e38)).or(size.gt(lit(0.0)).and(size.lt(lit(1.2e-38))));
    add(
        tests,
        field,
        wide ? longer : longer.or(beyond),
        "its type " + text + " keeps " + digits + " digits");
  }

  /** The digits of a number between its first and its last one that is not zero. */
  static Column digits(Column number) {
    Column plain = regexp_replace(number.cast("string"), lit("E.*$"), lit(""));
    Column bare = regexp_replace(plain, lit("[^0-9]"), lit(""));
    return regexp_replace(bare, lit("^0+|0+$"), lit(""));
  }

  private static void integer(
      List<ColumnConstraint> tests, StructField field, Column value, TypeText text) {
    BigInteger low = lowest(text);
    BigInteger high = highest(text);
    Column outside =
        floating(field.dataType())
            ? value.lt(low.doubleValue()).or(value.gt(high.doubleValue()))
            : value.lt(new BigDecimal(low)).or(value.gt(new BigDecimal(high)));
    add(
        tests,
        field,
        outside.or(value.notEqual(floor(value))),
        "its type " + text + " holds whole numbers from " + low + " to " + high);
  }

  static BigInteger lowest(TypeText text) {
    int bits = 8 * INTEGER_BYTES.get(text.name());
    return text.unsigned() ? BigInteger.ZERO : BigInteger.TWO.pow(bits - 1).negate();
  }

  static BigInteger highest(TypeText text) {
    int bits = 8 * INTEGER_BYTES.get(text.name());
    return BigInteger.TWO.pow(text.unsigned() ? bits : bits - 1).subtract(BigInteger.ONE);
  }

  private static void decimal(
      List<ColumnConstraint> tests, StructField field, Column value, TypeText text) {
    int precision = text.size(10);
    int scale = text.scale();
    if (precision > 38 || scale > precision) {
      return;
    }
    Column there = value.try_cast("decimal(" + precision + "," + scale + ")");
    Column back = floating(field.dataType()) ? there.cast(field.dataType()) : there;
    add(
        tests,
        field,
        value.isNotNull().and(there.isNull().or(back.notEqual(value))),
        "its type is " + text);
  }

  private static void characters(List<ColumnConstraint> tests, StructField field, TypeText text) {
    Column value = functions.col(LakeLocation.quoted(field.name()));
    Column chars = MySqlDialect.text(field.dataType(), value);
    add(tests, field, length(chars).gt(text.size(1)), "its type is " + text);
    if (text.name().equals("char")) {
      add(tests, field, chars.endsWith(" "), "char drops spaces at the end; take varchar");
    }
  }

  private static void moment(
      List<ColumnConstraint> tests, StructField field, Column value, TypeText text) {
    String name = LakeLocation.quoted(field.name());
    String micros = "unix_micros(CAST(" + name + " AS TIMESTAMP))";
    long unit = text.name().equals("date") ? 86_400_000_000L : pow10(6 - text.size(0));
    add(
        tests,
        field,
        expr("pmod(" + micros + ", " + unit + "L) <> 0"),
        "its type " + text + " would round the time");
    if (text.name().equals("timestamp")) {
      bounds(tests, field, value);
    }
  }

  private static void bounds(List<ColumnConstraint> tests, StructField field, Column moment) {
    add(tests, field, outOfTimestamp(moment), TIMESTAMP);
  }

  /** Whether a moment is none that the type timestamp has. */
  static Column outOfTimestamp(Column moment) {
    return moment.lt(lit("1970-01-01 00:00:01")).or(moment.geq(lit("2038-01-19 03:14:08")));
  }

  private static long pow10(int exponent) {
    return BigInteger.TEN.pow(Math.max(0, exponent)).longValueExact();
  }

  private static void add(
      List<ColumnConstraint> tests, StructField field, Column test, String why) {
    tests.add(new ColumnConstraint(field.name(), test, why));
  }

  // Compared as it is: to ask each value for its year would take most of the time of all tests.
  private static Column day(DataType type, LocalDate day) {
    if (type instanceof DateType) {
      return lit(day);
    }
    return type instanceof TimestampType
        ? lit(day.atStartOfDay().toInstant(ZoneOffset.UTC))
        : lit(day.atStartOfDay());
  }

  private static boolean floating(DataType type) {
    return type instanceof DoubleType || type instanceof FloatType;
  }

  private static boolean instant(DataType type) {
    return type instanceof TimestampType || type instanceof TimestampNTZType;
  }
}
