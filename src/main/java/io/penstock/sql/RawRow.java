package io.penstock.sql;

import java.math.BigDecimal;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A row as Spark itself holds it, for whoever reads millions of them and cannot pay for an object a
 * value. One of these goes over all rows of a partition: what it says holds until the next row.
 */
public final class RawRow {
  private static final int LONG_DIGITS = 18;

  private InternalRow row;
  private UTF8String text;

  private RawRow() {}

  /** The rows of a result, each partition with one {@link RawRow} for all of its rows. */
  public static RDD<RawRow> of(Dataset<Row> rows) {
    JavaRDD<InternalRow> raw = rows.queryExecution().toRdd().toJavaRDD();
    return raw.mapPartitions(RawRow::over, true).rdd();
  }

  private static Iterator<RawRow> over(Iterator<InternalRow> rows) {
    RawRow one = new RawRow();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public RawRow next() {
        one.row = rows.next();
        return one;
      }
    };
  }

  public boolean isNull(int column) {
    return row.isNullAt(column);
  }

  public boolean booleanAt(int column) {
    return row.getBoolean(column);
  }

  public long byteAt(int column) {
    return row.getByte(column);
  }

  public long shortAt(int column) {
    return row.getShort(column);
  }

  /** Of a column of whole numbers, or of dates as days since 1970. */
  public int intAt(int column) {
    return row.getInt(column);
  }

  /** Of a column of large whole numbers, or of instants as microseconds since 1970. */
  public long longAt(int column) {
    return row.getLong(column);
  }

  /** Whether {@link #longAt} gives the digits of a decimal number of this precision. */
  public boolean hasDigits(int precision) {
    return precision <= LONG_DIGITS && row instanceof UnsafeRow;
  }

  public BigDecimal decimalAt(int column, int precision, int scale) {
    return row.getDecimal(column, precision, scale).toJavaBigDecimal();
  }

  /** Turns to the text of a column, for {@link #copyText}; how many bytes of UTF-8 it has. */
  public int textLength(int column) {
    text = row.getUTF8String(column);
    return text.numBytes();
  }

  /** Copies the text of {@link #textLength}. */
  public void copyText(byte[] target, int offset) {
    text.writeToMemory(target, Platform.BYTE_ARRAY_OFFSET + offset);
  }

  public String textAt(int column) {
    return row.getUTF8String(column).toString();
  }
}
