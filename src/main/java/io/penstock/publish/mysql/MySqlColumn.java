package io.penstock.publish.mysql;

import java.io.Serializable;

/**
 * One column of a target table.
 *
 * @param type its MySQL type with everything that belongs to it
 * @param form how its values are written into the stream
 */
public record MySqlColumn(String name, String type, Form form) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How values are written. */
  enum Form {
    /** As text that the server reads as it is. */
    TEXT,
    /** As hexadecimal digits that the server turns into bytes. */
    HEX
  }
}
