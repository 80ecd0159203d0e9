package io.penstock.land.mysql;

import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A whole number of so many bits. */
record WholeNumber(int bits) implements ColumnKind {
  @Override
  public Type field(String name) {
    return bits <= 32
        ? Types.optional(INT32).as(intType(bits, true)).named(name)
        : Types.optional(INT64).named(name);
  }

  @Override
  public void read(ResultSet row, int at, ValueSink sink) throws SQLException {
    long value = row.getLong(at);
    if (row.wasNull()) {
      return;
    }
    if (bits <= 32) {
      sink.of((int) value);
    } else {
      sink.of(value);
    }
  }
}
