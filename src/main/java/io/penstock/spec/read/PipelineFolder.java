package io.penstock.spec.read;

import io.penstock.spec.ModelCode;
import io.penstock.spec.Nearest;
import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import io.penstock.spec.yaml.Yaml;
import io.penstock.spec.yaml.YamlFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of a pipeline folder, each read once. */
final class PipelineFolder {
  private static final Map<String, List<String>> KINDS =
      Map.of(
          "environments", List.of("yml"),
          "sources", List.of("yml"),
          "silver", List.of("yml", "sql"),
          "gold", List.of("yml", "sql"),
          "publish", List.of("yml"),
          "tests", List.of("yml"));

  private final Path path;
  private final Problems problems;
  private final Map<String, Optional<Yaml.Mapping>> read = new HashMap<>();

  private PipelineFolder(Path path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  static PipelineFolder open(Path path, Problems problems) {
    if (!Files.isDirectory(path)) {
      throw FolderErrors.noFolder(path);
    }
    if (!isPipeline(path)) {
      throw FolderErrors.noPipeline(path);
    }
    return new PipelineFolder(path.toAbsolutePath().normalize(), problems);
  }

  /** Whether any of the folders is there that make one of it. */
  static boolean isPipeline(Path path) {
    return KINDS.keySet().stream().anyMatch(kind -> Files.isDirectory(path.resolve(kind)));
  }

  Path path() {
    return path;
  }

  String name() {
    return path.getFileName().toString().replaceAll("[^A-Za-z0-9_]", "_");
  }

  boolean has(String file) {
    return Files.isRegularFile(path.resolve(file));
  }

  Optional<Yaml.Mapping> yaml(String file) {
    return has(file)
        ? read.computeIfAbsent(file, f -> YamlFile.read(path.resolve(f), f, problems))
        : Optional.empty();
  }

  Optional<ModelCode.Sql> sql(String file) {
    if (!has(file)) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(path.resolve(file), StandardCharsets.UTF_8);
      String sql = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return Optional.of(new ModelCode.Sql(sql, new Origin(file, 0)));
    } catch (IOException e) {
      problems.add(new Origin(file, 0), "the file cannot be read as UTF-8 text. Save it as UTF-8.");
      return Optional.empty();
    }
  }

  /** The names of files of one kind, without their endings, sorted. */
  Set<String> names(String kind, String... endings) {
    Set<String> names = new TreeSet<>();
    for (String file : list(path.resolve(kind))) {
      for (String ending : endings) {
        if (file.endsWith("." + ending)) {
          names.add(file.substring(0, file.length() - ending.length() - 1));
        }
      }
    }
    return names;
  }

  /** A file or folder that nothing reads is most likely a slip: say so. */
  void reportStrays() {
    for (String entry : list(path)) {
      boolean folder = Files.isDirectory(path.resolve(entry));
      if (folder && !KINDS.containsKey(entry) && Nearest.of(entry, KINDS.keySet()).isPresent()) {
        problems.add(
            new Origin(entry, 0),
            "unknown folder '" + entry + "'. " + Nearest.hint(entry, KINDS.keySet()));
      }
      if (!folder && entry.matches("pipeline\\..*") && !entry.equals("pipeline.yml")) {
        problems.add(new Origin(entry, 0), "the file must be named pipeline.yml. Rename it.");
      }
    }
    KINDS.forEach(this::reportStrays);
  }

  private void reportStrays(String kind, List<String> endings) {
    for (String file : list(path.resolve(kind))) {
      if (endings.stream().noneMatch(ending -> file.endsWith("." + ending))) {
        problems.add(
            new Origin(kind + "/" + file, 0),
            "nothing reads this file, because files of "
                + kind
                + " end in ."
                + String.join(" or .", endings)
                + ". Rename or remove it.");
      }
    }
  }

  private static List<String> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith(".") && !name.endsWith("~") && !name.endsWith(".md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FolderErrors.notListed(folder, e);
    }
  }
}
