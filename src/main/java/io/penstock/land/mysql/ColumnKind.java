package io.penstock.land.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.parquet.schema.Type;

/** How the values of a column leave the server, and what they are in a file. */
interface ColumnKind {

  /**
   * What is selected.
   *
   * @param column the quoted name
   */
  default String selected(String column) {
    return column;
  }

  /** The column of a file. */
  Type field(String name);

  /** Hands on the value of the current row, unless it is NULL. */
  void read(ResultSet row, int at, ValueSink sink) throws SQLException;
}
