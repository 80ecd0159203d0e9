package io.penstock.publish.redshift;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/**
 * One column of a target table.
 *
 * @param type its Redshift type
 * @param sent the Spark type as which its values are sent
 */
record RedshiftColumn(String name, String type, DataType sent, Form form) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What kind of values it has. */
  enum Form {
    PLAIN,
    /** JSON text that becomes SUPER. */
    NESTED
  }
}
