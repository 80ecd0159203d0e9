package io.penstock.land.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.parquet.schema.Type;

/** What is no text, as the text that the server writes for it. */
record WrittenValue() implements ColumnKind {
  @Override
  public String selected(String column) {
    return "CAST(" + column + " AS CHAR)";
  }

  @Override
  public Type field(String name) {
    return new TextValue().field(name);
  }

  @Override
  public void read(ResultSet row, int at, ValueSink sink) throws SQLException {
    new TextValue().read(row, at, sink);
  }
}
