package io.penstock.bundle;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a bundle's YAML files, and where it is.
 *
 * @param file the file, from the bundle root
 * @param path the keys that lead to it, such as {@code resources.jobs.sales.tasks[0].task_key}
 * @param key its own key; empty for the items of a list
 */
record Node(String file, String path, String key, Object value) {

  boolean isText() {
    return !(value instanceof Map<?, ?>) && !(value instanceof List<?>);
  }

  String text() {
    return String.valueOf(value);
  }

  /** The value under a key, if this is a mapping that has it. */
  Optional<Node> child(String name) {
    return value instanceof Map<?, ?> map && map.containsKey(name)
        ? Optional.of(new Node(file, path + "." + name, name, map.get(name)))
        : Optional.empty();
  }

  String problem(String sentence) {
    return file + ": " + path + ": " + sentence;
  }
}
