package io.penstock.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The YAML files of a bundle: {@code databricks.yml} and what it includes. */
final class Bundle {
  static final String MAIN = "databricks.yml";

  private final Path root;
  private final Map<String, Object> files = new LinkedHashMap<>();

  Bundle(Path root) {
    this.root = root;
    files.put(MAIN, read(MAIN));
    for (Node include : at("include\\[\\d+]").toList()) {
      matching(include.text()).forEach(file -> files.put(file, read(file)));
    }
  }

  Path root() {
    return root;
  }

  /** The files, each with its tree of maps and lists. */
  Map<String, Object> files() {
    return files;
  }

  /** The files that a glob of the bundle means, from the root. */
  TreeSet<String> matching(String glob) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    try (Stream<Path> all = Files.walk(root, 3)) {
      TreeSet<String> found = new TreeSet<>();
      all.map(root::relativize).filter(matcher::matches).forEach(f -> found.add(f.toString()));
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every value of every file: mappings, lists and texts. */
  Stream<Node> all() {
    List<Node> nodes = new ArrayList<>();
    files.forEach((file, tree) -> collect(new Node(file, "", "", tree), nodes));
    return nodes.stream();
  }

  /** The values whose path fits the regular expression as a whole. */
  Stream<Node> at(String path) {
    return all().filter(node -> node.path().matches(path));
  }

  private static void collect(Node node, List<Node> nodes) {
    nodes.add(node);
    if (node.value() instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            String path = node.path().isEmpty() ? "" + key : node.path() + "." + key;
            collect(new Node(node.file(), path, "" + key, value), nodes);
          });
    } else if (node.value() instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(new Node(node.file(), node.path() + "[" + i + "]", "", list.get(i)), nodes);
      }
    }
  }

  private Object read(String file) {
    try {
      return new Load(LoadSettings.builder().setLabel(file).build())
          .loadFromString(Files.readString(root.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
