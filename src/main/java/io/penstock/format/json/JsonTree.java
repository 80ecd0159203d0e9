package io.penstock.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Builds the tree of one JSON value and notes what makes it unfit as a record though its syntax is
 * right: half of a surrogate pair. Of a key with several values the last one stands. The depth of
 * the recursion is bounded by the parser's limit.
 */
final class JsonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final Map<String, String> repeated = new LinkedHashMap<>();
  private String flaw;
  private String topKey;

  private JsonTree(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * A value, and null or why it cannot be kept.
   *
   * @param repeated see {@link io.penstock.format.RawRecord.Document}
   */
  record Built(JsonNode node, String flaw, Map<String, String> repeated) {}

  /** Reads the value whose first token is current; leaves the parser on its last token. */
  static Built build(JsonParser parser) throws IOException {
    JsonTree tree = new JsonTree(parser);
    JsonNode node = tree.value();
    return new Built(node, tree.flaw, tree.repeated);
  }

  private JsonNode value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> NODES.textNode(whole(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new LiteralNumber(parser.getText());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private ObjectNode object() throws IOException {
    ObjectNode object = NODES.objectNode();
    boolean outermost = topKey == null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = whole(parser.currentName());
      parser.nextToken();
      topKey = outermost ? key : topKey;
      JsonNode value = value();
      JsonNode before = object.get(key);
      if (before != null && !before.equals(value)) {
        repeated.merge(outermost ? key : topKey, text(before), (one, more) -> one + ", " + more);
      }
      object.set(key, value);
    }
    topKey = outermost ? null : topKey;
    return object;
  }

  private static String text(JsonNode node) {
    return node.isContainerNode() ? node.toString() : node.asText();
  }

  private ArrayNode array() throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }

  private String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          flaw = "holds half of a surrogate pair, which is no character";
          return text;
        }
        i++;
      }
    }
    return text;
  }

  /** For errors: the kind of a node in words. */
  static String kind(JsonNode node) {
    return KINDS.getOrDefault(node.getNodeType().name(), "a value");
  }

  private static final Map<String, String> KINDS =
      Map.of(
          "ARRAY", "an array",
          "STRING", "a string",
          "NUMBER", "a number",
          "BOOLEAN", "a boolean",
          "NULL", "null",
          "OBJECT", "an object");
}
