package io.penstock.land.mysql;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A floating number of 64 bits: the server prints all of its digits. */
record DoubleNumber() implements ColumnKind {
  @Override
  public Type field(String name) {
    return Types.optional(DOUBLE).named(name);
  }

  @Override
  public void read(ResultSet row, int at, ValueSink sink) throws SQLException {
    // The driver's own text of a number is made of the number, which it reads first.
    byte[] text = row.getBytes(at);
    if (text != null) {
      sink.of(Double.parseDouble(new String(text, StandardCharsets.US_ASCII)));
    }
  }
}
