package io.penstock.format.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;

/** Values of a file to values of one Spark type. Travels to Spark tasks. */
public interface ValueConverter extends Serializable {

  /** The field of a delimited file; the caller has dealt with NULL. */
  Conversion fromText(String text);

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
