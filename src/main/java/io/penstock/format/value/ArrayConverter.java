package io.penstock.format.value;

import com.fasterxml.jackson.databind.JsonNode;
import scala.jdk.javaapi.CollectionConverters;

/** JSON arrays to sequences. */
final class ArrayConverter extends NestedConverter {
  private static final long serialVersionUID = 1L;

  private final ValueConverter element;

  ArrayConverter(ValueConverter element) {
    this.element = element;
  }

  @Override
  Conversion nested(JsonNode node, Parts parts) {
    if (!node.isArray()) {
      return Conversion.rejected("is not an array");
    }
    for (int i = 0; i < node.size(); i++) {
      parts.add(String.valueOf(i), element.fromJson(node.get(i)));
    }
    return parts.as(CollectionConverters.asScala(parts.values()).toSeq());
  }
}
