package io.penstock.land.mysql;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A decimal; one of whole numbers is what unsigned numbers of 64 bits are. */
record ExactNumber(int precision, int scale) implements ColumnKind {
  private static final int MOST_DIGITS_OF_LONG = 18;
  private static final int BYTES = 16;

  @Override
  public Type field(String name) {
    return precision <= MOST_DIGITS_OF_LONG
        ? Types.optional(INT64).as(decimalType(scale, precision)).named(name)
        : Types.optional(FIXED_LEN_BYTE_ARRAY)
            .length(BYTES)
            .as(decimalType(scale, precision))
            .named(name);
  }

  @Override
  public void read(ResultSet row, int at, ValueSink sink) throws SQLException {
    BigDecimal value = row.getBigDecimal(at);
    if (value == null) {
      return;
    }
    BigInteger number = value.setScale(scale).unscaledValue();
    if (precision <= MOST_DIGITS_OF_LONG) {
      sink.of(number.longValueExact());
    } else {
      sink.of(wide(number));
    }
  }

  private static byte[] wide(BigInteger number) {
    byte[] narrow = number.toByteArray();
    byte[] wide = new byte[BYTES];
    Arrays.fill(wide, 0, BYTES - narrow.length, (byte) (number.signum() < 0 ? -1 : 0));
    System.arraycopy(narrow, 0, wide, BYTES - narrow.length, narrow.length);
    return wide;
  }
}
