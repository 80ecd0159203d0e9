package io.penstock.land.mysql;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A geometry as WKB, which the server keeps behind four bytes that name the reference system. */
record GeometryValue() implements ColumnKind {
  private static final int REFERENCE = 4;

  @Override
  public Type field(String name) {
    return Types.optional(BINARY).named(name);
  }

  @Override
  public void read(ResultSet row, int at, ValueSink sink) throws SQLException {
    byte[] value = row.getBytes(at);
    if (value != null) {
      sink.of(Arrays.copyOfRange(value, REFERENCE, value.length));
    }
  }
}
