package io.penstock.publish.redshift;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * A real number as its whole part and two times 26 bits behind it, which Spark and Redshift compute
 * alike from the same bits.
 */
final class RealParts {
  private static final long BITS = 1L << 26;
  private static final double WHOLE = 9.0e15;

  private RealParts() {}

  /** In Spark; the value is a double. */
  static Column of(Column value) {
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

  /** In Redshift. */
  static String sql(String column) {
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
