package io.penstock.land.mysql;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** One of 32 bits, of which the server prints six digits; as one of 64 bits it prints all. */
record FloatNumber() implements ColumnKind {
  @Override
  public String selected(String column) {
    return column + " * 1e0";
  }

  @Override
  public Type field(String name) {
    return Types.optional(FLOAT).named(name);
  }

  @Override
  public void read(ResultSet row, int at, ValueSink sink) throws SQLException {
    // The driver's own text of a number is made of the number, which it reads first.
    byte[] text = row.getBytes(at);
    if (text != null) {
      sink.of((float) Double.parseDouble(new String(text, StandardCharsets.US_ASCII)));
    }
  }
}
