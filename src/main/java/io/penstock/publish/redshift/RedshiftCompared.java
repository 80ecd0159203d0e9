package io.penstock.publish.redshift;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.when;

import io.penstock.publish.rows.ComparedColumn;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;

/**
 * A column as the hashes of a row take it in. Texts that are long go in as their digest, because no
 * text in Redshift, that of a row neither, has more than 65,535 bytes. Real numbers go in as the
 * whole part and two times 26 bits behind it, which both sides compute alike from the same bits.
 *
 * @param sent the Spark type as which its values are sent
 */
record RedshiftCompared(String name, DataType sent, boolean nested) implements ComparedColumn {
  private static final int SHORT = 64;
  private static final long BITS = 1L << 26;
  private static final double WHOLE = 9.0e15;

  static RedshiftCompared of(StructField field, boolean nested, Optional<String> chosen) {
    DataType sent =
        chosen
            .flatMap(WrittenType::of)
            .flatMap(WrittenType::sent)
            .orElseGet(() -> RedshiftTypes.sent(field.dataType()));
    boolean isSuper =
        chosen.flatMap(WrittenType::of).filter(t -> t.name().equals("super")).isPresent();
    return new RedshiftCompared(field.name(), sent, nested && chosen.isEmpty() || isSuper);
  }

  @Override
  public boolean isSent() {
    return true;
  }

  @Override
  public Column text(DataType type, Column value) {
    Column as = value.try_cast(sent);
    if (nested) {
      return when(value.isNotNull(), lit("+"));
    }
    if (sent instanceof StringType) {
      return when(octet_length(as).leq(SHORT), as).otherwise(md5(as.cast("binary")));
    }
    if (sent instanceof BinaryType) {
      return md5(lower(hex(as)).cast("binary"));
    }
    if (sent instanceof BooleanType) {
      return as.cast("int").cast("string");
    }
    // Times as Spark writes them, which is several times as fast as by a pattern.
    return isReal() ? real(as.cast("double")) : as.cast("string");
  }

  private static Column real(Column value) {
    Column whole = floor(value);
    Column first = value.minus(whole.cast("double")).multiply(lit((double) BITS));
    Column second = first.minus(floor(first).cast("double")).multiply(lit((double) BITS));
    return when(
            abs(value).lt(lit(WHOLE)),
            concat(
                whole.cast("string"),
                lit(":"),
                floor(first).cast("string"),
                lit(":"),
                floor(second).cast("string")))
        .when(value.gt(lit(0.0)), lit("large"))
        .when(value.lt(lit(0.0)), lit("-large"));
  }

  private boolean isReal() {
    return sent instanceof DoubleType || sent instanceof FloatType;
  }

  @Override
  public String sql() {
    String column = "t." + RedshiftStatements.quoted(name);
    if (nested) {
      return "CASE WHEN " + column + " IS NOT NULL THEN '+' END";
    }
    if (sent instanceof StringType) {
      return "CASE WHEN OCTET_LENGTH(%1$s) <= %2$d THEN CAST(%1$s AS VARCHAR(%3$d)) ELSE MD5(%1$s) END"
          .formatted(column, SHORT, SHORT);
    }
    if (sent instanceof BinaryType) {
      return "MD5(LOWER(FROM_VARBYTE(" + column + ", 'hex')))";
    }
    if (sent instanceof BooleanType) {
      return "CASE WHEN " + column + " THEN '1' WHEN NOT " + column + " THEN '0' END";
    }
    if (sent instanceof DateType) {
      return "TO_CHAR(" + column + ", 'YYYY-MM-DD')";
    }
    if (sent instanceof TimestampNTZType) {
      return "RTRIM(RTRIM(TO_CHAR(" + column + ", 'YYYY-MM-DD HH24:MI:SS.US'), '0'), '.')";
    }
    if (isReal()) {
      return real(column);
    }
    // A column that is there may have more decimals than the rows need.
    String exact =
        sent instanceof DecimalType decimal
            ? "CAST(%s AS DECIMAL(%d,%d))".formatted(column, decimal.precision(), decimal.scale())
            : column;
    return "CAST(" + exact + " AS VARCHAR(64))";
  }

  private static String real(String column) {
    String value = "CAST(" + column + " AS DOUBLE PRECISION)";
    String first = "((" + value + " - FLOOR(" + value + ")) * " + BITS + ")";
    String second = "((" + first + " - FLOOR(" + first + ")) * " + BITS + ")";
    return "CASE WHEN ABS("
        + value
        + ") < 9000000000000000 THEN "
        + wholePart(value)
        + " || ':' || "
        + wholePart(first)
        + " || ':' || "
        + wholePart(second)
        + " WHEN "
        + value
        + " > 0 THEN 'large' WHEN "
        + value
        + " < 0 THEN '-large' END";
  }

  private static String wholePart(String value) {
    return "CAST(CAST(FLOOR(" + value + ") AS BIGINT) AS VARCHAR(32))";
  }
}
