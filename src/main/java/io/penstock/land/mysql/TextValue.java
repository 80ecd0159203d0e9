package io.penstock.land.mysql;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A text: the session makes the server give it in UTF-8, whatever its character set is. */
record TextValue() implements ColumnKind {
  @Override
  public Type field(String name) {
    return Types.optional(BINARY).as(stringType()).named(name);
  }

  @Override
  public void read(ResultSet row, int at, ValueSink sink) throws SQLException {
    byte[] value = row.getBytes(at);
    if (value != null) {
      sink.of(value);
    }
  }
}
