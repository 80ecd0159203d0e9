package io.penstock.land.mysql;

import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A day and a time.
 *
 * @param instant whether it is one moment for everybody; the session is in UTC
 */
record MomentValue(boolean instant) implements ColumnKind {
  @Override
  public String selected(String column) {
    return "CAST(" + column + " AS CHAR)";
  }

  @Override
  public Type field(String name) {
    return Types.optional(INT64).as(timestampType(instant, TimeUnit.MICROS)).named(name);
  }

  @Override
  public void read(ResultSet row, int at, ValueSink sink) throws SQLException {
    String text = row.getString(at);
    if (text == null) {
      return;
    }
    try {
      LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
      Calendar.requireYear(time.toLocalDate());
      long seconds = time.toEpochSecond(ZoneOffset.UTC);
      sink.of(Math.addExact(Math.multiplyExact(seconds, 1_000_000L), time.getNano() / 1_000));
    } catch (DateTimeException e) {
      sink.rescue(text);
    }
  }
}
