package io.penstock.format.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import scala.jdk.javaapi.CollectionConverters;

/** JSON objects to maps with text keys. */
final class MapConverter extends NestedConverter {
  private static final long serialVersionUID = 1L;

  private final ValueConverter value;

  MapConverter(ValueConverter value) {
    this.value = value;
  }

  @Override
  Conversion nested(JsonNode node, Parts parts) {
    if (!node.isObject()) {
      return Conversion.rejected("is not an object");
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      parts.add(entry.getKey(), value.fromJson(entry.getValue()));
      int last = parts.values().size() - 1;
      entries.put(entry.getKey(), last < 0 ? null : parts.values().get(last));
    }
    return parts.as(CollectionConverters.asScala(entries));
  }
}
