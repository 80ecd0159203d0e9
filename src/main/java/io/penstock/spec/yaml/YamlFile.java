package io.penstock.spec.yaml;

import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one YAML file into a tree with places; what is wrong with it goes to the problems. */
public final class YamlFile {
  // A pipeline's file has a few hundred values, one with thousands of columns some ten thousand.
  private static final long MOST_BYTES = 5_000_000;
  private static final long MOST_VALUES = 200_000;

  private final String name;
  private final Problems problems;
  private long values;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private YamlFile(String name, Problems problems) {
    this.name = name;
    this.problems = problems;
  }

  /**
   * The file's one mapping; an empty file is an empty mapping.
   *
   * @param name what messages call the file, relative to the pipeline folder
   */
  public static Optional<Yaml.Mapping> read(Path file, String name, Problems problems) {
    try {
      long bytes = Files.size(file);
      if (bytes > MOST_BYTES) {
        problems.add(
            new Origin(name, 0),
            "the file cannot be read because it is too long for a file that people write. Found: "
                + bytes
                + " bytes, of at most "
                + MOST_BYTES
                + ". Divide it, or keep data out of it.");
        return Optional.empty();
      }
      return parse(Files.readString(file, StandardCharsets.UTF_8), name, problems);
    } catch (CharacterCodingException e) {
      problems.add(new Origin(name, 0), "the file is not UTF-8 text. Save it as UTF-8.");
    } catch (IOException e) {
      problems.add(new Origin(name, 0), "the file cannot be read: " + e.getMessage() + ".");
    }
    return Optional.empty();
  }

  /** The same for a text that is already in hand. */
  public static Optional<Yaml.Mapping> parse(String text, String name, Problems problems) {
    YamlFile reader = new YamlFile(name, problems);
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(name)
              .setAllowDuplicateKeys(true)
              .setCodePointLimit((int) MOST_BYTES)
              .build();
      List<Node> documents = new ArrayList<>();
      new Compose(settings).composeAllFromString(text).forEach(documents::add);
      return reader.single(documents);
    } catch (TooMany e) {
      problems.add(
          new Origin(name, e.line),
          "the file cannot be read because it stands for more than "
              + MOST_VALUES
              + " values, its aliases followed. Write out what is meant, without aliases of aliases.");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problems.add(new Origin(name, line), "this is not YAML: " + reason(e.getProblem()) + ".");
    } catch (StackOverflowError e) {
      problems.add(new Origin(name, 0), "this is not YAML for people: it is nested too deeply.");
    } catch (YamlEngineException e) {
      problems.add(new Origin(name, 0), "this is not YAML: " + oneLine(e.getMessage()) + ".");
    }
    return Optional.empty();
  }

  private Optional<Yaml.Mapping> single(List<Node> documents) {
    if (documents.size() > 1) {
      problems.add(
          origin(documents.get(1)),
          "the file holds a second document. Put it into a file of its own.");
      return Optional.empty();
    }
    if (documents.isEmpty()) {
      return Optional.of(new Yaml.Mapping(new Origin(name, 1), Map.of()));
    }
    Yaml tree = tree(documents.get(0));
    if (tree instanceof Yaml.Mapping mapping) {
      return Optional.of(mapping);
    }
    if (tree instanceof Yaml.Scalar scalar && scalar.isNull()) {
      return Optional.of(new Yaml.Mapping(tree.origin(), Map.of()));
    }
    problems.add(tree.origin(), "the file must hold keys and values. Found: " + tree.kind() + ".");
    return Optional.empty();
  }

  /** Of aliases of aliases a few lines stand for more values than there is room for. */
  private static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    TooMany(int line) {
      super(null, null, false, false);
      this.line = line;
    }
  }

  private Yaml tree(Node node) {
    if (++values > MOST_VALUES) {
      throw new TooMany(origin(node).line());
    }
    if (node instanceof ScalarNode scalar) {
      return new Yaml.Scalar(
          origin(node), scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
    }
    if (!open.add(node)) {
      problems.add(origin(node), "an alias may not stand inside of what it stands for.");
      return new Yaml.Undefined(origin(node));
    }
    Yaml tree =
        node instanceof MappingNode mapping
            ? mapping(mapping)
            : new Yaml.Sequence(
                origin(node), ((SequenceNode) node).getValue().stream().map(this::tree).toList());
    open.remove(node);
    return tree;
  }

  private Yaml.Mapping mapping(MappingNode node) {
    Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      Origin at = origin(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(at, "a key must be a text.");
        continue;
      }
      if (entries.put(key.getValue(), new Yaml.Entry(at, tree(tuple.getValueNode()))) != null) {
        problems.add(at, "the key '" + key.getValue() + "' is given twice. Keep one of them.");
      }
    }
    return new Yaml.Mapping(origin(node), entries);
  }

  private Origin origin(Node node) {
    return new Origin(name, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0));
  }

  // The engine quotes an alias, and a password may begin with a star.
  private static String reason(String problem) {
    return problem != null && problem.contains("undefined alias")
        ? "a value that begins with * is an alias, and there is none of that name; put a text between"
            + " quotes"
        : oneLine(problem);
  }

  private static String oneLine(String text) {
    return text == null ? "unreadable" : text.strip().replaceAll("\\s+", " ");
  }
}
