package io.penstock.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a path has led to: an array of rows, an object of arrays that are columns, or one row.
 *
 * @param beside the columns that come of the way
 */
record InnerRows(Map<String, JsonNode> beside, JsonNode node) {
  private static final String VALUE = "value";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  Stream<ObjectNode> rows() {
    if (node.isArray()) {
      return IntStream.range(0, node.size()).mapToObj(i -> row(node.get(i)));
    }
    if (isColumns()) {
      return IntStream.range(0, node.elements().next().size()).mapToObj(i -> row(cut(i)));
    }
    return node.isNull() ? Stream.empty() : Stream.of(row(node));
  }

  private ObjectNode cut(int at) {
    ObjectNode row = NODES.objectNode();
    node.properties().forEach(field -> row.set(field.getKey(), field.getValue().get(at)));
    return row;
  }

  private ObjectNode row(JsonNode own) {
    ObjectNode row = NODES.objectNode();
    row.setAll(beside);
    if (own instanceof ObjectNode object) {
      row.setAll(object);
    } else {
      row.set(VALUE, own);
    }
    return row;
  }

  private boolean isColumns() {
    return node.isObject()
        && !node.isEmpty()
        && node.properties().stream().allMatch(field -> field.getValue().isArray());
  }

  /** A key of the rows that is also what a column of the way is called; empty if none is. */
  Optional<String> doubled() {
    Stream<JsonNode> objects =
        node.isArray() ? IntStream.range(0, node.size()).mapToObj(node::get) : Stream.of(node);
    return objects
        .map(object -> beside.keySet().stream().filter(key -> holds(object, key)).findFirst())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean holds(JsonNode row, String key) {
    return row.isObject() ? row.has(key) : key.equals(VALUE);
  }

  /** Arrays that would be columns, but for their lengths, as "a has 1, b has 2"; empty if none. */
  Optional<String> uneven() {
    if (!isColumns()) {
      return Optional.empty();
    }
    Map<Integer, String> lengths = new TreeMap<>();
    node.properties()
        .forEach(field -> lengths.putIfAbsent(field.getValue().size(), field.getKey()));
    return lengths.size() < 2
        ? Optional.empty()
        : Optional.of(
            lengths.entrySet().stream()
                .limit(3)
                .map(each -> each.getValue() + " has " + each.getKey())
                .collect(Collectors.joining(", ")));
  }
}
