package io.penstock.land.mysql;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
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
    if (precision <= MOST_DIGITS_OF_LONG) {
      byte[] text = row.getBytes(at);
      if (text != null) {
        sink.of(unscaled(text));
      }
      return;
    }
    BigDecimal value = row.getBigDecimal(at);
    if (value != null) {
      sink.of(wide(value.setScale(scale).unscaledValue()));
    }
  }

  /** The server writes as many digits behind the point as the type has. */
  private long unscaled(byte[] text) {
    long number = 0;
    int point = text.length - 1;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '.') {
        point = i;
      } else if (text[i] >= '0' && text[i] <= '9') {
        number = number * 10 + (text[i] - '0');
      } else if (text[i] != '-' || i > 0) {
        throw new NumberFormatException(new String(text, StandardCharsets.US_ASCII));
      }
    }
    if (text.length - 1 - point != scale) {
      return new BigDecimal(new String(text, StandardCharsets.US_ASCII))
          .setScale(scale)
          .unscaledValue()
          .longValueExact();
    }
    return text[0] == '-' ? -number : number;
  }

  private static byte[] wide(BigInteger number) {
    byte[] narrow = number.toByteArray();
    byte[] wide = new byte[BYTES];
    Arrays.fill(wide, 0, BYTES - narrow.length, (byte) (number.signum() < 0 ? -1 : 0));
    System.arraycopy(narrow, 0, wide, BYTES - narrow.length, narrow.length);
    return wide;
  }
}
