package io.penstock.land.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.parquet.schema.Type;

/** Bits as the number that they are. */
record BitsAsNumber(ColumnKind number) implements ColumnKind {
  @Override
  public String selected(String column) {
    return column + " + 0";
  }

  @Override
  public Type field(String name) {
    return number.field(name);
  }

  @Override
  public void read(ResultSet row, int at, ValueSink sink) throws SQLException {
    number.read(row, at, sink);
  }
}
