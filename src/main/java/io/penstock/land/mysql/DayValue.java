package io.penstock.land.mysql;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A day. */
record DayValue() implements ColumnKind {
  @Override
  public String selected(String column) {
    return "CAST(" + column + " AS CHAR)";
  }

  @Override
  public Type field(String name) {
    return Types.optional(INT32).as(dateType()).named(name);
  }

  @Override
  public void read(ResultSet row, int at, ValueSink sink) throws SQLException {
    byte[] text = row.getBytes(at);
    if (text == null) {
      return;
    }
    try {
      sink.of(Calendar.day(text));
    } catch (DateTimeException e) {
      sink.rescue(new String(text, StandardCharsets.US_ASCII));
    }
  }
}
