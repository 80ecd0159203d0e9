package io.penstock.bronze.format.bind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Renders rescued values as one JSON object of texts. */
final class RescuedText {
  private RescuedText() {}

  static String of(Map<String, String> rescued) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    rescued.forEach(object::put);
    return object.toString();
  }
}
