package io.penstock.publish.mysql;

import io.penstock.publish.rows.SourceProfile;
import io.penstock.sql.Engine;
import io.penstock.sql.RawRow;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Writes rows as the lines that LOAD DATA reads (tabs between fields, {@code \N} for NULL) and
 * gives each its share of the row hash: what {@link SourceProfile#crc} gives for it. Straight from
 * Spark's own rows into bytes, because at a million rows each object per value is seen in the time.
 */
final class LineWriter implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What the name of a column begins with that is hashed and not sent. */
  static final String ONLY_HASHED = "_penstock_hashed_";

  private static final int DAY_SECONDS = 86_400;

  // Where years have four digits; text of others is left to Spark.
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private final DataType[] types;
  private final boolean[] hashed;
  private final boolean[] sent;
  private final int operation;
  private transient TextBuffer values;
  private transient CRC32 crc;

  /**
   * @param rows the shape of the rows, as {@link WireRows#texts} makes it
   * @param hash the columns of the row hash that are hashed as they are sent
   * @param operation the column that says whether a row is to be deleted and so has no share; or -1
   */
  LineWriter(StructType rows, List<String> hash, int operation) {
    this.types = Arrays.stream(rows.fields()).map(StructField::dataType).toArray(DataType[]::new);
    this.hashed = new boolean[types.length];
    this.sent = new boolean[types.length];
    for (int i = 0; i < types.length; i++) {
      String name = rows.fields()[i].name();
      sent[i] = !name.startsWith(ONLY_HASHED);
      hashed[i] = !sent[i] || hash.contains(name);
    }
    this.operation = operation;
  }

  /** Whether values of a type are written here; others must be text already. */
  static boolean writes(DataType type) {
    return type instanceof StringType
        || type instanceof DecimalType
        || type instanceof LongType
        || type instanceof IntegerType
        || type instanceof ShortType
        || type instanceof ByteType
        || type instanceof BooleanType
        || type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType;
  }

  /**
   * Adds the line of a row.
   *
   * @return its share of the row hash
   */
  long write(RawRow row, TextBuffer lines) {
    if (values == null) {
      values = new TextBuffer();
      crc = new CRC32();
    }
    values.cut(0);
    boolean first = true;
    for (int i = 0; i < types.length; i++) {
      if (i > 0 && sent[i]) {
        lines.add('\t');
      }
      int before = values.size();
      if (hashed[i] && !first) {
        values.add('|');
      }
      int start = values.size();
      if (row.isNull(i)) {
        values.add('~');
      } else if (types[i] instanceof StringType) {
        values.add(row, i);
      } else {
        value(row, i);
      }
      if (sent[i]) {
        line(row, i, start, lines);
      }
      if (hashed[i]) {
        first = false;
      } else {
        values.cut(before);
      }
    }
    lines.add('\n');
    if (operation >= 0 && isDelete(row)) {
      return 0;
    }
    crc.reset();
    crc.update(values.bytes(), 0, values.size());
    return crc.getValue();
  }

  private void line(RawRow row, int i, int start, TextBuffer lines) {
    if (row.isNull(i)) {
      lines.add('\\');
      lines.add('N');
    } else if (types[i] instanceof StringType) {
      lines.addEscaped(values, start);
    } else {
      lines.add(values, start);
    }
  }

  private boolean isDelete(RawRow row) {
    return row.textAt(operation).equals(io.penstock.publish.rows.NetChanges.DELETE);
  }

  private void value(RawRow row, int i) {
    DataType type = types[i];
    if (type instanceof DecimalType decimal) {
      if (row.hasDigits(decimal.precision())) {
        values.addDecimal(row.longAt(i), decimal.scale());
      } else {
        values.add(row.decimalAt(i, decimal.precision(), decimal.scale()).toPlainString());
      }
    } else if (type instanceof LongType) {
      values.addNumber(row.longAt(i));
    } else if (type instanceof IntegerType) {
      values.addNumber(row.intAt(i));
    } else if (type instanceof DateType) {
      date(row.intAt(i));
    } else if (type instanceof BooleanType) {
      values.add(row.booleanAt(i) ? '1' : '0');
    } else if (type instanceof ShortType) {
      values.addNumber(row.shortAt(i));
    } else if (type instanceof ByteType) {
      values.addNumber(row.byteAt(i));
    } else {
      time(row.longAt(i));
    }
  }

  private void date(long day) {
    if (day < FIRST_DAY || day > LAST_DAY) {
      values.add(Engine.dateText((int) day));
      return;
    }
    // The civil calendar from a count of days, in eras of 400 years that begin in March.
    long shifted = day + 719_468;
    long era = shifted / 146_097;
    int ofEra = (int) (shifted - era * 146_097);
    int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int march = (5 * dayOfYear + 2) / 153;
    int month = march < 10 ? march + 3 : march - 9;
    values.addPadded((int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0), 4);
    values.add('-');
    values.addPadded(month, 2);
    values.add('-');
    values.addPadded(dayOfYear - (153 * march + 2) / 5 + 1, 2);
  }

  private void time(long micros) {
    long seconds = Math.floorDiv(micros, 1_000_000L);
    long day = Math.floorDiv(seconds, DAY_SECONDS);
    if (day < FIRST_DAY || day > LAST_DAY) {
      values.add(Engine.timeText(micros));
      return;
    }
    date(day);
    int ofDay = (int) Math.floorMod(seconds, (long) DAY_SECONDS);
    values.add(' ');
    values.addPadded(ofDay / 3600, 2);
    values.add(':');
    values.addPadded(ofDay / 60 % 60, 2);
    values.add(':');
    values.addPadded(ofDay % 60, 2);
    values.add('.');
    values.addPadded((int) Math.floorMod(micros, 1_000_000L), 6);
  }
}
