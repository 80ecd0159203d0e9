package io.penstock.land.mysql;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** One bit. */
record SingleBit() implements ColumnKind {
  @Override
  public String selected(String column) {
    return column + " + 0";
  }

  @Override
  public Type field(String name) {
    return Types.optional(BOOLEAN).named(name);
  }

  @Override
  public void read(ResultSet row, int at, ValueSink sink) throws SQLException {
    int value = row.getInt(at);
    if (!row.wasNull()) {
      sink.of(value != 0);
    }
  }
}
