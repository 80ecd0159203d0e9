package io.penstock.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A path into an object to what its rows are: an array of objects or values, or an object of arrays
 * of one length, which are columns. {@code {name}} stands for any key and gives it as a column. A
 * row also has the plain values of the objects on the way to it, called by {@link OuterNames}.
 */
final class ExplodePath {
  private static final Pattern ANY = Pattern.compile("\\{(\\w+)}");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String text;
  private final List<String> segments;
  private final OuterNames names;

  ExplodePath(String text) {
    this.text = text;
    this.segments = List.of(text.split("\\."));
    this.names = OuterNames.of(segments);
  }

  /**
   * The rows of an object, or why there are none.
   *
   * @param reason null if there are rows, be they none
   */
  record Rows(Iterator<ObjectNode> rows, String reason) {
    static Rows none(String reason) {
      return new Rows(null, reason);
    }
  }

  /**
   * What a walk has come to.
   *
   * @param doubled columns of the way that two values of it would be
   */
  private record Way(List<InnerRows> found, Set<String> doubled) {
    void put(Map<String, JsonNode> beside, String column, JsonNode value) {
      if (beside.put(column, value) != null) {
        doubled.add(column);
      }
    }
  }

  /**
   * @param repeated keys of the object in which something stands twice
   */
  Rows of(ObjectNode object, Set<String> repeated) {
    Way way = new Way(new ArrayList<>(), new LinkedHashSet<>());
    walk(object, 0, new LinkedHashMap<>(), way);
    List<InnerRows> found = way.found();
    if (found.isEmpty()) {
      return Rows.none(nothing(object));
    }
    if (!way.doubled().isEmpty()) {
      return Rows.none(doubled(way.doubled().iterator().next()));
    }
    Optional<String> twice = repeated.stream().filter(key -> isTaken(object, key)).findFirst();
    if (twice.isPresent()) {
      return Rows.none(
          "has a key twice with different values at or in '"
              + twice.get()
              + "', so that what its rows are is not sure");
    }
    for (InnerRows each : found) {
      Optional<String> reason =
          each.uneven().map(this::uneven).or(() -> each.doubled().map(this::doubled));
      if (reason.isPresent()) {
        return Rows.none(reason.get());
      }
    }
    return new Rows(found.stream().flatMap(InnerRows::rows).iterator(), null);
  }

  private boolean isTaken(ObjectNode object, String key) {
    String first = segments.get(0);
    return first.equals(key) || ANY.matcher(first).matches() || object.get(key).isValueNode();
  }

  private void walk(JsonNode node, int at, Map<String, JsonNode> beside, Way way) {
    if (at == segments.size()) {
      way.found().add(new InnerRows(beside, node));
      return;
    }
    if (!(node instanceof ObjectNode object)) {
      return;
    }
    Map<String, JsonNode> more = new LinkedHashMap<>(beside);
    object.properties().stream()
        .filter(field -> field.getValue().isValueNode())
        .forEach(field -> way.put(more, names.of(at, field.getKey()), field.getValue()));
    Matcher any = ANY.matcher(segments.get(at));
    if (any.matches()) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (field.getValue().isContainerNode()) {
          Map<String, JsonNode> keyed = new LinkedHashMap<>(more);
          way.put(keyed, any.group(1), NODES.textNode(field.getKey()));
          walk(field.getValue(), at + 1, keyed, way);
        }
      }
    } else if (object.has(segments.get(at))) {
      walk(object.get(segments.get(at)), at + 1, more, way);
    }
  }

  private String nothing(ObjectNode object) {
    String there =
        object.properties().stream()
            .map(Map.Entry::getKey)
            .limit(10)
            .collect(Collectors.joining(", "));
    return "has nothing at '" + text + "', where its rows are expected; its keys are " + there;
  }

  private String uneven(String lengths) {
    return "has arrays of different lengths at '"
        + text
        + "', which are no columns of one table: "
        + lengths;
  }

  private String doubled(String key) {
    return "has the column '"
        + key
        + "' twice, in its rows and on the way to them, by the names that 'explode' gives; give a {name} of"
        + " the path another one";
  }
}
