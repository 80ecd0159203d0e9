package io.penstock.plan;

import io.penstock.spec.Destination;
import io.penstock.spec.Expectation;
import io.penstock.spec.GoldSpec;
import io.penstock.spec.ModelCode;
import io.penstock.spec.ModelSpec;
import io.penstock.spec.Nearest;
import io.penstock.spec.Origin;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SpecException;
import io.penstock.spec.TableName;
import io.penstock.sql.RowWise;
import io.penstock.sql.SqlReferences;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks every reference of a pipeline against the rest of it, and orders its steps. */
public final class Resolver {
  private final PipelineSpec spec;
  private final Problems problems;
  private final Surroundings surroundings;
  private final Map<String, Origin> origins = new TreeMap<>();
  private final Map<String, Origin> places = new TreeMap<>();

  /** What a folder does not say itself. */
  public interface Surroundings {
    /**
     * The tables that a model class reads.
     *
     * @throws io.penstock.spec.SpecException if there is no such class
     */
    List<String> inputs(ModelCode.JavaClass code);

    /** Why a target would not know a column's type; empty if it knows it. */
    Optional<String> typeProblem(Destination to, String column, String type);
  }

  private Resolver(PipelineSpec spec, Problems problems, Surroundings surroundings) {
    this.spec = spec;
    this.problems = problems;
    this.surroundings = surroundings;
  }

  /** Resolves what can be resolved; the rest is in the problems. */
  public static ResolvedPipeline resolve(
      PipelineSpec spec, Problems problems, Surroundings surroundings) {
    return new Resolver(spec, problems, surroundings).resolve();
  }

  private ResolvedPipeline resolve() {
    List<Step> steps = new ArrayList<>();
    Connections connections = new Connections(spec.environment(), problems);
    for (var source : spec.sources()) {
      source
          .location()
          .database()
          .ifPresent(database -> connections.require(database.connection(), source.at()));
      steps.add(new Step.Land(source));
      steps.add(new Step.Bronze(source));
    }
    spec.models().forEach(this::rules);
    spec.silver().forEach(this::deletions);
    for (SilverSpec model : spec.silver()) {
      Optional<SqlReferences> read = references(model);
      SqlReferences sql = read.orElse(new SqlReferences(List.of(), RowWise.PICKS));
      List<TableName> inputs = inputs(model, read, Set.of("bronze", "silver"));
      if (model.apply().as() == SilverSpec.Mode.APPEND && sql.rowWise() == RowWise.NO) {
        problems.add(
            model.at(),
            "'apply.as: append' needs a SELECT in which each row comes from one row of one table,"
                + " because only then it is known which rows are new. Give 'keys' and use upsert, or"
                + " use overwrite.");
      }
      boolean log = inputs.stream().allMatch(input -> input.layer().equals("bronze"));
      if (model.apply().as() == SilverSpec.Mode.HISTORY
          && read.isPresent()
          && (sql.rowWise() != RowWise.PICKS || !log)) {
        problems.add(
            model.at(),
            "'apply.as: history' needs a SELECT that picks rows of one table of bronze, which keeps"
                + " all that came; other tables forget what they had. Make the history of the bronze"
                + " table, and join it in another model.");
      }
      steps.add(new Step.Silver(model, inputs, sql.rowWise()));
      origins.put(model.table().toString(), model.code().at());
    }
    for (GoldSpec model : spec.gold()) {
      steps.add(
          new Step.Gold(
              model, inputs(model, references(model), Set.of("bronze", "silver", "gold"))));
      origins.put(model.table().toString(), model.code().at());
    }
    steps.addAll(new Publications(spec, problems, surroundings).steps());
    return new ResolvedPipeline(spec, ordered(steps));
  }

  private Set<String> tables() {
    Set<String> tables = new TreeSet<>();
    spec.sources().forEach(source -> tables.add(source.bronze().toString()));
    spec.models().forEach(model -> tables.add(model.table().toString()));
    return tables;
  }

  private void rules(ModelSpec model) {
    for (Expectation rule : model.expectations()) {
      SqlReferences.foreignInRule(rule.that(), spec.environment().functions())
          .ifPresent(
              what ->
                  problems.add(
                      rule.at(),
                      "the rule '"
                          + rule.name()
                          + "' of "
                          + model.table()
                          + " may only compute with the columns of its row. Found: "
                          + what
                          + "."
                          + SqlReferences.ALLOW));
    }
  }

  private void deletions(SilverSpec model) {
    model
        .apply()
        .deleteWhen()
        .flatMap(when -> SqlReferences.foreignInRule(when, spec.environment().functions()))
        .ifPresent(
            what ->
                problems.add(
                    model.at(),
                    "'apply.delete_when' of "
                        + model.table()
                        + " may only compute with the columns of its row. Found: "
                        + what
                        + "."
                        + SqlReferences.ALLOW));
  }

  /** What a model reads; empty when its code cannot be read, which has been reported. */
  private Optional<SqlReferences> references(ModelSpec model) {
    return model
        .code()
        .accept(
            new ModelCode.Kinds<>() {
              @Override
              public Optional<SqlReferences> sql(ModelCode.Sql code) {
                return SqlReferences.of(code, spec.environment().functions(), problems);
              }

              @Override
              public Optional<SqlReferences> javaClass(ModelCode.JavaClass code) {
                return javaInputs(code).map(inputs -> new SqlReferences(inputs, RowWise.NO));
              }
            });
  }

  private List<TableName> inputs(
      ModelSpec model, Optional<SqlReferences> read, Set<String> layers) {
    List<SqlReferences.Reference> tables = read.map(SqlReferences::tables).orElse(List.of());
    Set<TableName> inputs = new TreeSet<>();
    tables.forEach(each -> input(model, each, layers).ifPresent(inputs::add));
    if (read.isPresent() && tables.isEmpty()) {
      problems.add(
          model.code().at(), "the model reads no table, so it would never change. Name one.");
    }
    return List.copyOf(inputs);
  }

  private Optional<List<SqlReferences.Reference>> javaInputs(ModelCode.JavaClass code) {
    try {
      return Optional.of(
          surroundings.inputs(code).stream()
              .map(name -> List.of(name.toLowerCase(Locale.ROOT).split("\\.")))
              .map(parts -> new SqlReferences.Reference(parts, code.at()))
              .toList());
    } catch (SpecException e) {
      problems.add(code.at(), e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<TableName> input(
      ModelSpec model, SqlReferences.Reference written, Set<String> layers) {
    SqlReferences.Reference reference = withoutCatalog(written);
    List<String> parts = reference.parts();
    if (isBroken(reference.toString())) {
      return Optional.empty();
    }
    Set<String> tables = tables();
    boolean known = parts.size() == 2 && tables.contains(reference.toString());
    if (known && layers.contains(parts.get(0))) {
      return Optional.of(new TableName(parts.get(0), parts.get(1)));
    }
    String why =
        known
            ? "'"
                + model.table()
                + "' cannot read '"
                + reference
                + "' because data flows from bronze to"
                + " silver to gold. Read from "
                + String.join(" or ", new TreeSet<>(layers))
                + "."
            : "there is no table '"
                + reference
                + "' in this pipeline"
                + (parts.size() == 3 ? catalog() : ". ")
                + Nearest.hint(meant(reference, layers), tables);
    problems.add(reference.at(), why);
    return Optional.empty();
  }

  private SqlReferences.Reference withoutCatalog(SqlReferences.Reference reference) {
    List<String> parts = reference.parts();
    boolean ofIt =
        parts.size() == 3
            && spec.environment().catalog().filter(parts.get(0)::equalsIgnoreCase).isPresent();
    return ofIt ? new SqlReferences.Reference(parts.subList(1, 3), reference.at()) : reference;
  }

  private String catalog() {
    return spec.environment()
        .catalog()
        .map(name -> ": the catalog of this environment is '" + name + "'. ")
        .orElse(": this environment has no catalog. ");
  }

  /** The full name of a table that was named without its layer; the nearest layer comes first. */
  private String meant(SqlReferences.Reference reference, Set<String> layers) {
    return tables().stream()
        .filter(table -> table.endsWith("." + reference))
        .filter(table -> layers.contains(table.substring(0, table.indexOf('.'))))
        .max(
            Comparator.comparing(
                table ->
                    List.of("bronze", "gold", "silver")
                        .indexOf(table.substring(0, table.indexOf('.')))))
        .orElse(reference.toString());
  }

  private boolean isBroken(String table) {
    return spec.broken().stream().anyMatch(broken -> broken.toString().equals(table));
  }

  /** Orders the steps by what they read; steps in a circle are a problem and left out. */
  private List<Step> ordered(List<Step> steps) {
    Map<String, Step> open = new LinkedHashMap<>();
    steps.forEach(step -> open.put(step.name(), step));
    List<Step> ordered = new ArrayList<>();
    while (!open.isEmpty()) {
      List<Step> ready =
          open.values().stream()
              .filter(step -> step.dependsOn().stream().noneMatch(open::containsKey))
              .toList();
      if (ready.isEmpty()) {
        open.keySet().removeAll(reportCycle(open));
      }
      ready.forEach(step -> open.remove(step.name()));
      ordered.addAll(ready);
    }
    return ordered;
  }

  private List<String> reportCycle(Map<String, Step> open) {
    List<String> path = new ArrayList<>();
    String at = open.keySet().iterator().next();
    while (!path.contains(at)) {
      path.add(at);
      at = open.get(at).dependsOn().stream().filter(open::containsKey).findFirst().orElseThrow();
    }
    List<String> cycle = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
    cycle.add(at);
    problems.add(
        origins.getOrDefault(at, new Origin(at, 0)),
        "the models read each other in a circle: "
            + String.join(" → ", cycle)
            + ". Take one of these references out.");
    return cycle;
  }
}
