package io.penstock.drift;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** Whether all values of a type fit another one. */
final class Widening {
  private static final List<DataType> WHOLE =
      List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
  private static final List<Integer> DIGITS = List.of(3, 5, 10, 19);

  /** The whole numbers that a double has exactly. */
  private static final int DOUBLE_DIGITS = 15;

  private Widening() {}

  /**
   * @param from both as Spark writes them
   */
  static boolean fits(String from, String to) {
    return fits(DataType.fromDDL(from), DataType.fromDDL(to));
  }

  private static boolean fits(DataType from, DataType to) {
    int whole = WHOLE.indexOf(from);
    if (from.sql().equalsIgnoreCase(to.sql()) || to.equals(DataTypes.StringType)) {
      return true;
    }
    if (to instanceof DecimalType decimal) {
      int before = decimal.precision() - decimal.scale();
      return from instanceof DecimalType narrow
          ? narrow.scale() <= decimal.scale() && narrow.precision() - narrow.scale() <= before
          : whole >= 0 && DIGITS.get(whole) <= before;
    }
    if (to.equals(DataTypes.DoubleType)) {
      return from.equals(DataTypes.FloatType) || whole >= 0 && DIGITS.get(whole) <= DOUBLE_DIGITS;
    }
    return whole >= 0 && whole < WHOLE.indexOf(to);
  }
}
