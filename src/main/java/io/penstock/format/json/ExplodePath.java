package io.penstock.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A path into an object to what its rows are: an array of objects or values, or an object of arrays
 * of one length, which are columns. {@code {name}} stands for any key and gives it as a column. A
 * row also has the plain values of the objects on the way to it.
 */
final class ExplodePath {
  private static final Pattern ANY = Pattern.compile("\\{(\\w+)}");
  private static final String VALUE = "value";
  private static final String OUTER = "outer_";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String text;
  private final List<String> segments;

  ExplodePath(String text) {
    this.text = text;
    this.segments = List.of(text.split("\\."));
  }

  /** Objects on the way and what they lead to. */
  private record Found(Map<String, JsonNode> beside, JsonNode rows) {}

  /**
   * The rows of an object, or why there are none.
   *
   * @param reason null if there are rows, be they none
   */
  record Rows(Iterator<ObjectNode> rows, String reason) {}

  Rows of(ObjectNode object) {
    List<Found> found = new ArrayList<>();
    walk(object, 0, new LinkedHashMap<>(), found);
    if (found.isEmpty()) {
      String there =
          object.properties().stream()
              .map(Map.Entry::getKey)
              .limit(10)
              .collect(Collectors.joining(", "));
      return new Rows(
          null,
          "has nothing at '" + text + "', where its rows are expected; its keys are " + there);
    }
    for (Found each : found) {
      Optional<String> uneven = uneven(each.rows());
      if (uneven.isPresent()) {
        return new Rows(null, uneven.get());
      }
    }
    Set<String> inner = new HashSet<>();
    found.forEach(each -> keys(each.rows(), inner));
    return new Rows(found.stream().flatMap(each -> rows(each, inner)).iterator(), null);
  }

  private void walk(JsonNode node, int at, Map<String, JsonNode> beside, List<Found> found) {
    if (at == segments.size()) {
      found.add(new Found(beside, node));
      return;
    }
    if (!(node instanceof ObjectNode object)) {
      return;
    }
    Map<String, JsonNode> more = new LinkedHashMap<>(beside);
    object
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode()) {
                put(more, field.getKey(), field.getValue());
              }
            });
    Matcher any = ANY.matcher(segments.get(at));
    if (any.matches()) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (field.getValue().isContainerNode()) {
          Map<String, JsonNode> keyed = new LinkedHashMap<>(more);
          put(keyed, any.group(1), NODES.textNode(field.getKey()));
          walk(field.getValue(), at + 1, keyed, found);
        }
      }
    } else if (object.has(segments.get(at))) {
      walk(object.get(segments.get(at)), at + 1, more, found);
    }
  }

  /** Of two of one name the inner one has it, and the other one is called the outer one. */
  private static void put(Map<String, JsonNode> values, String key, JsonNode value) {
    JsonNode outer = values.put(key, value);
    if (outer != null) {
      values.putIfAbsent(OUTER + key, outer);
    }
  }

  /** All that any of the rows has, so that a column is the same thing in each of them. */
  private static void keys(JsonNode rows, Set<String> keys) {
    Iterable<JsonNode> each = isColumns(rows) || !rows.isArray() ? List.of(rows) : rows;
    each.forEach(
        row -> {
          if (row.isObject()) {
            row.fieldNames().forEachRemaining(keys::add);
          } else {
            keys.add(VALUE);
          }
        });
  }

  private static Stream<ObjectNode> rows(Found found, Set<String> inner) {
    JsonNode rows = found.rows();
    if (rows.isArray()) {
      return IntStream.range(0, rows.size()).mapToObj(i -> row(rows.get(i), found, inner));
    }
    if (isColumns(rows)) {
      int count = rows.elements().hasNext() ? rows.elements().next().size() : 0;
      return IntStream.range(0, count)
          .mapToObj(
              i -> {
                ObjectNode row = NODES.objectNode();
                rows.properties()
                    .forEach(field -> row.set(field.getKey(), field.getValue().get(i)));
                return row(row, found, inner);
              });
    }
    return rows.isNull() ? Stream.empty() : Stream.of(row(rows, found, inner));
  }

  private static ObjectNode row(JsonNode own, Found found, Set<String> inner) {
    ObjectNode row = NODES.objectNode();
    found.beside().forEach((key, value) -> row.set(inner.contains(key) ? OUTER + key : key, value));
    if (own instanceof ObjectNode object) {
      row.setAll(object);
    } else {
      row.set(VALUE, own);
    }
    return row;
  }

  private static boolean isColumns(JsonNode node) {
    return node.isObject()
        && !node.isEmpty()
        && node.properties().stream().allMatch(f -> f.getValue().isArray());
  }

  private Optional<String> uneven(JsonNode node) {
    if (!isColumns(node)) {
      return Optional.empty();
    }
    Map<Integer, String> lengths = new TreeMap<>();
    node.properties()
        .forEach(field -> lengths.putIfAbsent(field.getValue().size(), field.getKey()));
    return lengths.size() < 2
        ? Optional.empty()
        : Optional.of(
            "has arrays of different lengths at '"
                + text
                + "', which are no columns of one table: "
                + lengths.entrySet().stream()
                    .limit(3)
                    .map(each -> each.getValue() + " has " + each.getKey())
                    .collect(Collectors.joining(", ")));
  }
}
