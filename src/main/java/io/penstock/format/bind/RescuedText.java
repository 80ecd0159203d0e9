package io.penstock.format.bind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Renders rescued values as one JSON object of texts. */
final class RescuedText {
  private RescuedText() {}

  static String of(Map<String, String> rescued) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    rescued.forEach(object::put);
    return object.toString();
  }

  /** The same with the reasons; what nobody declared has that for a reason. */
  static String details(Map<String, String> rescued, List<Rejection> rejections) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    rescued.forEach(
        (column, raw) ->
            object
                .putObject(column)
                .put("value", raw)
                .put(
                    "reason",
                    rejections.stream()
                        .filter(rejection -> rejection.column().equals(column))
                        .map(Rejection::reason)
                        .findFirst()
                        .orElse("is of a column that nobody declared")));
    return object.toString();
  }
}
