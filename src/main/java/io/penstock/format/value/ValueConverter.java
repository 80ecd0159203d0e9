package io.penstock.format.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;

/** Values of a file to values of one Spark type. Travels to Spark tasks. */
public interface ValueConverter extends Serializable {

  /** The field of a delimited file; the caller has dealt with NULL. */
  Conversion fromText(String text);

  /**
   * Puts a field that is not NULL into its cell, if it is written as nearly all of them are.
   *
   * @param bytes UTF-8, without anything escaped
   * @return whether that was done; if not, only {@link #fromText} tells what it is
   */
  default boolean read(byte[] bytes, int from, int to, Cells cells, int column) {
    return false;
  }

  /** The value of a JSON key; by default scalars are converted like their text. */
  default Conversion fromJson(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return Conversion.NULL;
    }
    return node.isContainerNode()
        ? Conversion.rejected("is a nested value where a plain one is expected")
        : fromText(node.asText());
  }
}
