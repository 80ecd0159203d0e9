package io.penstock.spec.read;

import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.GoldSpec;
import io.penstock.spec.ModelCode;
import io.penstock.spec.Nearest;
import io.penstock.spec.Origin;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SpecException;
import io.penstock.spec.TableName;
import io.penstock.spec.yaml.Fields;
import io.penstock.spec.yaml.Overlay;
import io.penstock.spec.yaml.Variables;
import io.penstock.spec.yaml.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a pipeline folder for one environment. Settings are laid over each other: the defaults of
 * {@code pipeline.yml}, then the file itself, then the environment's part for that file.
 */
public final class PipelineReader {
  private static final Yaml.Mapping NOTHING = new Yaml.Mapping(new Origin("", 0), Map.of());

  private final PipelineFolder folder;
  private final String environment;
  private final Map<String, String> given;
  private final Map<String, String> fixed;
  private final Problems problems;

  private PipelineReader(
      PipelineFolder folder,
      String environment,
      Map<String, String> given,
      Map<String, String> fixed,
      Problems problems) {
    this.folder = folder;
    this.environment = environment;
    this.given = given;
    this.fixed = fixed;
    this.problems = problems;
  }

  /**
   * Reads what can be read; the rest is in the problems.
   *
   * @param given variables that the caller knows and files may use
   * @throws SpecException if there is no such folder, or no such environment in it
   */
  public static PipelineSpec read(
      Path folder, String environment, Map<String, String> given, Problems problems) {
    return new PipelineReader(
            PipelineFolder.open(folder, problems), environment, given, Map.of(), problems)
        .read();
  }

  /**
   * Reads what can be read, with variables that hold whatever the files say of them.
   *
   * @throws SpecException if there is no such folder, or no such environment in it
   */
  public static PipelineSpec readWith(
      Path folder, String environment, Map<String, String> fixed, Problems problems) {
    return new PipelineReader(
            PipelineFolder.open(folder, problems), environment, Map.of(), fixed, problems)
        .read();
  }

  /** Whether a folder is a pipeline, so that it can be read. */
  public static boolean isPipeline(Path folder) {
    return PipelineFolder.isPipeline(folder);
  }

  private PipelineSpec read() {
    folder.reportStrays();
    Yaml.Mapping rawPipeline = folder.yaml("pipeline.yml").orElse(NOTHING);
    Yaml.Mapping rawEnvironment = rawEnvironment();
    Variables variables =
        DefinedVariables.of(given, fixed, List.of(rawPipeline, rawEnvironment), problems);
    Yaml.Mapping pipelineTree = variables.in(without(rawPipeline, "variables"));
    Yaml.Mapping environmentTree = variables.in(without(rawEnvironment, "variables"));

    Fields pipeline = new Fields(pipelineTree, "", problems);
    String name = pipeline.text("name", folder.name());
    NameRules.check(name, "a pipeline", pipeline.origin("name"), problems);
    String description = pipeline.text("description", "");
    pipeline.mapping("variables");
    Fields defaults = pipeline.fieldsOrEmpty("defaults");
    EnvironmentSpec environmentSpec =
        new EnvironmentReader(environment, folder.path(), problems).read(environmentTree);
    Layers layers = new Layers(defaults, new Fields(environmentTree, "", problems), variables);
    PipelineSpec spec =
        new PipelineSpec(
            name,
            description,
            folder.path(),
            environmentSpec,
            sources(layers),
            silver(layers),
            gold(layers),
            publish(layers),
            layers.broken());
    defaults.end();
    pipeline.end();
    layers.reportUnused();
    return spec;
  }

  private Yaml.Mapping rawEnvironment() {
    String file = "environments/" + environment + ".yml";
    Optional<Yaml.Mapping> tree = folder.yaml(file);
    if (tree.isEmpty() && !folder.has(file) && !environment.equals(EnvironmentSpec.LOCAL)) {
      Set<String> valid = new TreeSet<>(folder.names("environments", "yml"));
      valid.add(EnvironmentSpec.LOCAL);
      throw FolderErrors.noEnvironment(file, environment, valid);
    }
    return tree.orElse(new Yaml.Mapping(new Origin(file, 0), Map.of()));
  }

  private static Yaml.Mapping without(Yaml.Mapping tree, String key) {
    Map<String, Yaml.Entry> entries = new LinkedHashMap<>(tree.entries());
    entries.remove(key);
    return new Yaml.Mapping(tree.origin(), entries);
  }

  private List<SourceSpec> sources(Layers layers) {
    List<SourceSpec> all = new ArrayList<>();
    for (String name : folder.names("sources", "yml")) {
      List<SourceSpec> read =
          layers
              .tree("sources", name)
              .map(tree -> new SourceReader(name, Secrets.of(environment), problems).read(tree))
              .orElse(List.of());
      all.addAll(read);
      if (read.isEmpty()) {
        layers.broken(TableName.bronze(name));
      }
    }
    return all;
  }

  private List<SilverSpec> silver(Layers layers) {
    List<SilverSpec> all = new ArrayList<>();
    for (String name : folder.names("silver", "yml", "sql")) {
      layers
          .tree("silver", name)
          .flatMap(tree -> model("silver", name).silver(tree))
          .ifPresentOrElse(all::add, () -> layers.broken(TableName.silver(name)));
    }
    return all;
  }

  private List<GoldSpec> gold(Layers layers) {
    List<GoldSpec> all = new ArrayList<>();
    for (String name : folder.names("gold", "yml", "sql")) {
      layers
          .tree("gold", name)
          .flatMap(tree -> model("gold", name).gold(tree))
          .ifPresentOrElse(all::add, () -> layers.broken(TableName.gold(name)));
    }
    return all;
  }

  private ModelReader model(String layer, String name) {
    Optional<ModelCode.Sql> sql = folder.sql(layer + "/" + name + ".sql");
    return new ModelReader(name, sql, problems);
  }

  private List<PublishSpec> publish(Layers layers) {
    List<PublishSpec> all = new ArrayList<>();
    for (String name : folder.names("publish", "yml")) {
      layers
          .tree("publish", name)
          .flatMap(tree -> new PublishReader(name, problems).read(tree))
          .ifPresent(all::add);
    }
    return all;
  }

  /** The three layers that make up the settings of one file. */
  private final class Layers {
    private final Fields defaults;
    private final Fields environment;
    private final Variables variables;
    private final Set<TableName> broken = new TreeSet<>();
    private final Map<String, String> seen = new HashMap<>();

    Layers(Fields defaults, Fields environment, Variables variables) {
      this.defaults = defaults;
      this.environment = environment;
      this.variables = variables;
    }

    /** Notes a table whose file has been found wrong. */
    void broken(TableName table) {
      broken.add(table);
    }

    Set<TableName> broken() {
      return broken;
    }

    private void checkName(String kind, String name, Origin at) {
      NameRules.check(name, "a file of " + kind, at, problems);
      String other = seen.put((kind + "/" + name).toLowerCase(Locale.ROOT), name);
      if (other != null) {
        problems.add(
            at,
            "'"
                + name
                + "' and '"
                + other
                + "' are one name, because case does not count in the names of tables. Rename one.");
      }
    }

    Optional<Yaml.Mapping> tree(String kind, String name) {
      String file = kind + "/" + name + ".yml";
      checkName(kind, name, new Origin(file, 0));
      Yaml.Mapping base = defaults.mapping(kind).orElse(NOTHING);
      Yaml.Mapping over =
          environment
              .fields(kind)
              .flatMap(all -> all.mapping(name))
              .orElse(new Yaml.Mapping(new Origin(file, 0), Map.of()));
      Optional<Yaml.Mapping> own =
          folder.has(file)
              ? folder.yaml(file)
              : Optional.of(new Yaml.Mapping(new Origin(file, 0), Map.of()));
      return own.map(
          tree ->
              new Yaml.Mapping(
                  tree.origin(),
                  Overlay.over(Overlay.over(base, variables.in(tree)), over).entries()));
    }

    void reportUnused() {
      for (String kind : EnvironmentReader.OVERLAYS) {
        defaults.mapping(kind);
        environment
            .fields(kind)
            .ifPresent(
                all ->
                    all.names()
                        .forEach(
                            name -> {
                              Set<String> files = folder.names(kind, "yml", "sql");
                              if (!files.contains(name)) {
                                problems.add(
                                    all.origin(name),
                                    "there is no "
                                        + kind
                                        + "/"
                                        + name
                                        + ".yml to lay this over. "
                                        + Nearest.hint(name, files));
                              }
                            }));
      }
    }
  }
}
