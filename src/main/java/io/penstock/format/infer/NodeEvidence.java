package io.penstock.format.infer;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.format.infer.SchemaInference.InferredType;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the JSON values of one key have in common: numbers, booleans, ISO times in strings, objects
 * as structs, arrays; several kinds together are a string, which keeps the JSON text.
 */
final class NodeEvidence {
  private enum Kind {
    NUMBER,
    BOOLEAN,
    STRING,
    OBJECT,
    ARRAY
  }

  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private final NumberEvidence numbers = new NumberEvidence();
  private final TimeEvidence times = new TimeEvidence();
  private final CompactDates days = new CompactDates();
  private final Map<String, NodeEvidence> fields = new LinkedHashMap<>();
  private NodeEvidence elements;

  void see(JsonNode node) {
    if (node.isNumber()) {
      kinds.add(Kind.NUMBER);
      numbers.see(node.asText());
    } else if (node.isBoolean()) {
      kinds.add(Kind.BOOLEAN);
    } else if (node.isTextual()) {
      kinds.add(Kind.STRING);
      times.see(node.asText());
      days.see(node.asText());
    } else if (node.isObject()) {
      kinds.add(Kind.OBJECT);
      node.properties()
          .forEach(
              entry ->
                  fields
                      .computeIfAbsent(entry.getKey(), key -> new NodeEvidence())
                      .see(entry.getValue()));
    } else if (node.isArray()) {
      kinds.add(Kind.ARRAY);
      elements = elements == null ? new NodeEvidence() : elements;
      node.forEach(elements::see);
    }
  }

  /** That of a column of a name, which may say what its texts are. */
  InferredType type(String name) {
    return kinds.equals(EnumSet.of(Kind.STRING)) ? days.type(name, type()) : type();
  }

  InferredType type() {
    if (kinds.size() != 1) {
      return InferredType.STRING;
    }
    InferredType type =
        switch (kinds.iterator().next()) {
          case NUMBER -> numbers.type();
          case BOOLEAN -> InferredType.of("boolean");
          case STRING -> times.type();
          case OBJECT -> struct();
          case ARRAY -> InferredType.of("array<" + elements.nestedType() + ">");
        };
    return type == null ? InferredType.STRING : type;
  }

  /** Inside a struct or an array there is no place for a pattern. */
  private String nestedType() {
    InferredType type = type();
    return type.pattern().isPresent() ? "string" : type.sqlType();
  }

  private InferredType struct() {
    boolean storable =
        !fields.isEmpty() && fields.keySet().stream().allMatch(NodeEvidence::isFieldName);
    long distinct =
        fields.keySet().stream().map(key -> key.toLowerCase(Locale.ROOT)).distinct().count();
    if (!storable || distinct < fields.size()) {
      return null;
    }
    return InferredType.of(
        fields.entrySet().stream()
            .map(field -> "`" + field.getKey() + "`: " + field.getValue().nestedType())
            .collect(Collectors.joining(", ", "struct<", ">")));
  }

  /** What Delta refuses in names, and the backtick that would end one. */
  private static boolean isFieldName(String key) {
    return !key.isEmpty() && key.chars().noneMatch(c -> " ,;{}()\n\t=`".indexOf(c) >= 0);
  }
}
