package io.penstock.land.mysql;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** True and false, kept as 1 and 0. Another number is neither: it is rescued. */
record TruthValue() implements ColumnKind {
  @Override
  public Type field(String name) {
    return Types.optional(BOOLEAN).named(name);
  }

  @Override
  public void read(ResultSet row, int at, ValueSink sink) throws SQLException {
    long value = row.getLong(at);
    if (row.wasNull()) {
      return;
    }
    if (value == 0 || value == 1) {
      sink.of(value == 1);
    } else {
      sink.rescue(Long.toString(value));
    }
  }
}
