package io.penstock.publish.rows;

import io.penstock.publish.Publication;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a kind of target makes of rows and their types, said in Spark. */
public interface Dialect {

  /** The rows in a shape that a table of the target can hold: the same rows, the same names. */
  Dataset<Row> flattened(Dataset<Row> gold);

  /**
   * Which values of a column the target cannot hold as they are.
   *
   * @param chosen the type that the user wants for it
   */
  List<ColumnConstraint> constraints(StructField field, Optional<String> chosen);

  /** How rows are compared between lake and target. */
  ChecksumColumns checksum(StructType schema, Publication publication);

  /** The length of a text or of bytes, as far as the choice of a type needs it. */
  Column measure(Column value);

  /** A value as the text that the target has for it. */
  Column textOf(DataType type, Column value);
}
