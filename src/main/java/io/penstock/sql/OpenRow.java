package io.penstock.sql;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.Decimal$;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Function1;

/**
 * A row as Spark itself holds it, to be filled: for whoever makes millions of them and cannot pay
 * for an object a value. Spark takes what is in it before it is filled again.
 */
public final class OpenRow {
  private enum Kind {
    BYTE,
    SHORT,
    OTHER
  }

  private final SpecificInternalRow row;
  private final Kind[] kinds;
  private final Function1<Object, Object>[] converters;

  @SuppressWarnings("unchecked")
  OpenRow(StructType schema) {
    DataType[] types =
        Arrays.stream(schema.fields()).map(StructField::dataType).toArray(DataType[]::new);
    this.row = new SpecificInternalRow(schema);
    this.kinds = Arrays.stream(types).map(OpenRow::kind).toArray(Kind[]::new);
    this.converters =
        Arrays.stream(types)
            .map(CatalystTypeConverters::createToCatalystConverter)
            .toArray(Function1[]::new);
  }

  private static Kind kind(DataType type) {
    if (type instanceof ByteType) {
      return Kind.BYTE;
    }
    return type instanceof ShortType ? Kind.SHORT : Kind.OTHER;
  }

  InternalRow row() {
    return row;
  }

  /** Makes all of it NULL. */
  public void clear() {
    for (int i = 0; i < kinds.length; i++) {
      row.setNullAt(i);
    }
  }

  public void setBoolean(int column, boolean value) {
    row.setBoolean(column, value);
  }

  /** Of a column of whole numbers of up to 4 bytes, or of dates as days since 1970. */
  public void setInt(int column, int value) {
    switch (kinds[column]) {
      case BYTE -> row.setByte(column, (byte) value);
      case SHORT -> row.setShort(column, (short) value);
      default -> row.setInt(column, value);
    }
  }

  /** Of a column of large whole numbers, or of times as microseconds since 1970. */
  public void setLong(int column, long value) {
    row.setLong(column, value);
  }

  public void setFloat(int column, float value) {
    row.setFloat(column, value);
  }

  public void setDouble(int column, double value) {
    row.setDouble(column, value);
  }

  /** A decimal number of at most 18 digits. */
  public void setDecimal(int column, long unscaled, int precision, int scale) {
    Decimal value = Decimal$.MODULE$.createUnsafe(unscaled, precision, scale);
    row.update(column, value);
  }

  /** A text in UTF-8, which stands where it stands. */
  public void setText(int column, byte[] bytes, int from, int to) {
    row.update(column, UTF8String.fromBytes(bytes, from, to - from));
  }

  /** A value of the type that rows of the public interface have, or null. */
  public void setValue(int column, Object value) {
    if (value == null) {
      row.setNullAt(column);
    } else {
      row.update(column, converters[column].apply(value));
    }
  }
}
