package io.penstock.land.mysql;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Bytes as they are. */
record BytesValue() implements ColumnKind {
  @Override
  public Type field(String name) {
    return Types.optional(BINARY).named(name);
  }

  @Override
  public void read(ResultSet row, int at, ValueSink sink) throws SQLException {
    byte[] value = row.getBytes(at);
    if (value != null) {
      sink.of(value);
    }
  }
}
