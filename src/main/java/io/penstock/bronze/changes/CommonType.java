package io.penstock.bronze.changes;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;

/** The narrowest type that holds every value of two, as it is. */
final class CommonType {
  private static final List<Class<?>> WHOLE =
      List.of(ByteType.class, ShortType.class, IntegerType.class, LongType.class);
  private static final int[] DIGITS = {3, 5, 10, 19};

  private CommonType() {}

  /** Empty if there is none but bytes that would have to be read as text. */
  static Optional<DataType> of(DataType one, DataType other) {
    if (one.equals(other)) {
      return Optional.of(one);
    }
    if (one instanceof BooleanType && isWhole(other)) {
      return Optional.of(other);
    }
    if (isWhole(one) && other instanceof BooleanType) {
      return Optional.of(one);
    }
    if (isWhole(one) && isWhole(other)) {
      return Optional.of(rank(one) > rank(other) ? one : other);
    }
    Optional<DecimalType> first = decimal(one);
    Optional<DecimalType> second = decimal(other);
    if (first.isPresent() && second.isPresent()) {
      return Optional.of(wider(first.get(), second.get()));
    }
    boolean floating = isFloating(one) && isFloating(other);
    if (floating) {
      return Optional.of(DataTypes.DoubleType);
    }
    return one instanceof BinaryType || other instanceof BinaryType
        ? Optional.empty()
        : Optional.of(DataTypes.StringType);
  }

  private static DataType wider(DecimalType one, DecimalType other) {
    int scale = Math.max(one.scale(), other.scale());
    int digits = Math.max(one.precision() - one.scale(), other.precision() - other.scale()) + scale;
    return digits > DecimalType.MAX_PRECISION()
        ? DataTypes.StringType
        : DataTypes.createDecimalType(digits, scale);
  }

  private static Optional<DecimalType> decimal(DataType type) {
    if (isWhole(type)) {
      return Optional.of(DataTypes.createDecimalType(DIGITS[rank(type)], 0));
    }
    return type instanceof DecimalType decimal ? Optional.of(decimal) : Optional.empty();
  }

  private static boolean isWhole(DataType type) {
    return rank(type) >= 0;
  }

  private static int rank(DataType type) {
    return WHOLE.stream()
        .filter(known -> known.isInstance(type))
        .map(WHOLE::indexOf)
        .findFirst()
        .orElse(-1);
  }

  private static boolean isFloating(DataType type) {
    return type instanceof FloatType || type instanceof DoubleType;
  }
}
