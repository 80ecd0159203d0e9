package io.penstock.discover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.format.bind.ColumnNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds what a document holds its rows in, where that is one place or one for each of some keys.
 */
final class ExplodeGuess {
  private static final int FEWEST = 5;
  private static final int DEEPEST = 8;

  /** More shapes than these are no table's. */
  private static final int SHAPES = 200;

  /** Those that are alike, by their first one. */
  private final Map<Place, List<Place>> places = new LinkedHashMap<>();

  private ExplodeGuess() {}

  /** A place of rows of one shape. */
  private record Place(List<String> path, Set<String> keys, int rows) {
    boolean isLike(Place other) {
      return path.size() == other.path.size() && Alike.are(keys, other.keys);
    }
  }

  /** The path to the rows of a document; empty if it is a row itself. */
  static Optional<String> of(ObjectNode document) {
    ExplodeGuess guess = new ExplodeGuess();
    guess.look(document, new ArrayList<>());
    return guess.path();
  }

  private void look(JsonNode node, List<String> path) {
    if (!path.isEmpty()) {
      rows(node).ifPresent(row -> add(new Place(List.copyOf(path), keys(row), count(node))));
    }
    if (node.isObject() && path.size() < DEEPEST) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        path.add(field.getKey());
        look(field.getValue(), path);
        path.remove(path.size() - 1);
      }
    }
  }

  /** An object that has the keys of the rows; empty if there are none. */
  private static Optional<JsonNode> rows(JsonNode node) {
    if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      return Optional.of(node.get(0));
    }
    boolean columns =
        node.isObject()
            && node.size() > 1
            && node.properties().stream().allMatch(field -> field.getValue().isArray())
            && node.properties().stream().map(f -> f.getValue().size()).distinct().count() == 1;
    return columns && count(node) > 0 ? Optional.of(node) : Optional.empty();
  }

  private static int count(JsonNode rows) {
    return rows.isArray() ? rows.size() : rows.elements().next().size();
  }

  private static Set<String> keys(JsonNode row) {
    Set<String> keys = new TreeSet<>();
    row.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private void add(Place place) {
    Optional<Place> alike = places.keySet().stream().filter(place::isLike).findFirst();
    if (alike.isPresent()) {
      places.get(alike.get()).add(place);
    } else if (places.size() < SHAPES) {
      places.put(place, new ArrayList<>(List.of(place)));
    }
  }

  private Optional<String> path() {
    return places.values().stream()
        .max(Comparator.comparingLong(ExplodeGuess::rows))
        .filter(all -> rows(all) >= FEWEST)
        .flatMap(ExplodeGuess::path);
  }

  private static long rows(List<Place> places) {
    return places.stream().mapToLong(Place::rows).sum();
  }

  /** A key that differs between the places is any key. */
  private static Optional<String> path(List<Place> places) {
    List<String> segments = new ArrayList<>();
    for (int i = 0; i < places.get(0).path().size(); i++) {
      int at = i;
      Set<String> keys =
          places.stream().map(place -> place.path().get(at)).collect(Collectors.toSet());
      String key = keys.iterator().next();
      if (keys.size() == 1 && key.matches("[^.{}]+")) {
        segments.add(key);
      } else {
        String before = i == 0 ? "" : ColumnNames.snakeCase(segments.get(i - 1));
        boolean named = before.matches("[a-z][a-z0-9_]*") && !before.endsWith("_key");
        segments.add(named ? "{" + before + "_key}" : "{key_" + (i + 1) + "}");
      }
    }
    return Optional.of(String.join(".", segments));
  }
}
