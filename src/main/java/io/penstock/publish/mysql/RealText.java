package io.penstock.publish.mysql;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * A floating-point number as text that Spark and a MySQL server both can make: each prints such
 * numbers in its own way, but the bits of one are cut into whole numbers by the same exact steps.
 * Of numbers beyond 2^96, and of such that are smaller than 2^-96, only that is told.
 */
final class RealText {
  private static final double WINDOW = 4294967296.0;
  private static final int[] SHIFTS = {-64, -32, 0, 32, 64, 96, 128};
  private static final double MOST = Math.scalb(1.0, 96);
  private static final double LEAST = Math.scalb(1.0, -96);

  private RealText() {}

  static String of(double value) {
    double size = Math.abs(value);
    StringBuilder text = new StringBuilder(value < 0 ? "-" : "");
    if (size != 0 && size < LEAST) {
      return text.append('<').toString();
    }
    if (!(size < MOST)) {
      return text.append('>').toString();
    }
    for (int shift : SHIFTS) {
      // To multiply by a power of two and to take the rest of one is exact.
      text.append((long) Math.floor(Math.scalb(size, shift) % WINDOW)).append(',');
    }
    return text.toString();
  }

  /** In Spark; the value is a double. */
  static Column of(Column value) {
    return functions
        .udf(
            (UDF1<Double, String>) v -> v == null ? null : of(v.doubleValue()),
            DataTypes.StringType)
        .apply(value);
  }

  /**
   * On the server.
   *
   * @param column how SQL names it
   */
  static String sql(String column) {
    String value = "(" + column + " + 0e0)";
    String size = "ABS" + value;
    StringBuilder windows = new StringBuilder();
    for (int shift : SHIFTS) {
      windows
          .append(windows.isEmpty() ? "" : ", ")
          .append("CAST(FLOOR(MOD(")
          .append(size)
          .append(" * ")
          .append(literal(Math.scalb(1.0, shift)))
          .append(", ")
          .append(literal(WINDOW))
          .append(")) AS UNSIGNED), ','");
    }
    return "CONCAT(IF("
        + value
        + " < 0, '-', ''), IF("
        + value
        + " <> 0 AND "
        + size
        + " < "
        + literal(LEAST)
        + ", '<', IF("
        + size
        + " >= "
        + literal(MOST)
        + ", '>', CONCAT("
        + windows
        + "))))";
  }

  private static String literal(double number) {
    String text = Double.toString(number);
    return text.contains("E") ? text.replace('E', 'e') : text + "e0";
  }
}
