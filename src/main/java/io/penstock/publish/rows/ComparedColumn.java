package io.penstock.publish.rows;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;

/**
 * A column as the hashes of a row take it in: as text that the lake and the target both have for
 * each of its values.
 */
public interface ComparedColumn {
  String name();

  /** Whether that text is the one that is sent. */
  boolean isSent();

  /** In Spark; NULL where the value is. */
  Column text(DataType type, Column value);

  /** In the target's SQL, for the column of the table {@code t}; NULL where the value is. */
  String sql();
}
