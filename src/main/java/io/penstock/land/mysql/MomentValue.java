package io.penstock.land.mysql;

import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
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
    byte[] text = row.getBytes(at);
    if (text == null) {
      return;
    }
    try {
      sink.of(Calendar.micros(text));
    } catch (DateTimeException e) {
      sink.rescue(new String(text, StandardCharsets.US_ASCII));
    }
  }
}
