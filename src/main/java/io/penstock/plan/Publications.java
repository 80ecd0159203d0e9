package io.penstock.plan;

import io.penstock.spec.Destination;
import io.penstock.spec.ExportSpec;
import io.penstock.spec.ModelSpec;
import io.penstock.spec.Nearest;
import io.penstock.spec.Origin;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.PublishSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Resolves what is published to the steps that publish it. */
final class Publications {
  private final PipelineSpec spec;
  private final Problems problems;
  private final Resolver.Surroundings surroundings;
  private final Connections connections;
  private final Map<String, Origin> places = new HashMap<>();

  Publications(PipelineSpec spec, Problems problems, Resolver.Surroundings surroundings) {
    this.spec = spec;
    this.problems = problems;
    this.surroundings = surroundings;
    this.connections = new Connections(spec.environment(), problems);
  }

  /** A step for each table of each target of this environment. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (PublishSpec target : spec.publish()) {
      boolean skipped = spec.isSkipped(target);
      for (PublishSpec.Table table : target.tables()) {
        if (table.export().isPresent()) {
          // A reference that leads nowhere is found where the target is skipped, too.
          registered(target, table).filter(step -> !skipped).ifPresent(steps::add);
        } else if (!skipped) {
          step(target, table, Optional.empty()).ifPresent(steps::add);
        }
      }
      if (!skipped) {
        connections.require(target.to().connection(), target.at());
      }
    }
    return steps;
  }

  private Optional<Step.Publish> step(
      PublishSpec target, PublishSpec.Table table, Optional<Step.Publish> export) {
    requireOwnPlace(target, table);
    table
        .types()
        .forEach(
            (column, type) ->
                surroundings
                    .typeProblem(target.to(), column, type)
                    .ifPresent(problem -> problems.add(table.at(), problem)));
    Optional<ModelSpec> model = model(table);
    if (model.isEmpty() && !isBroken(table)) {
      problems.add(
          table.at(),
          "there is no table '"
              + table.from()
              + "' to publish. "
              + Nearest.hint(table.from().toString(), publishable()));
    }
    model.ifPresent(m -> requireKeys(table, table.keys().orElse(m.keys())));
    return model.map(m -> step(target, table, m, export));
  }

  private static Step.Publish step(
      PublishSpec target, PublishSpec.Table table, ModelSpec model, Optional<Step.Publish> export) {
    List<String> keys = table.keys().orElse(model.keys());
    // Gold refuses rows that share a key before anybody reads them.
    boolean checked = model.table().layer().equals("gold") && keys.equals(model.keys());
    return new Step.Publish(target, table, keys, checked, export);
  }

  /** The step that tells a catalog of the files of another publication. */
  private Optional<Step.Publish> registered(PublishSpec catalog, PublishSpec.Table table) {
    String wanted = table.export().orElseThrow();
    for (PublishSpec target : spec.publish()) {
      for (PublishSpec.Table each : target.tables()) {
        if (target.to() instanceof Destination.Files
            && wanted.equals(target.name() + "." + each.name())) {
          requireReadable(target, each, table);
          return model(each)
              .map(model -> step(target, each, model, Optional.empty()))
              .flatMap(files -> step(catalog, table.from(each.from()), Optional.of(files)));
        }
      }
    }
    Set<String> exports = new TreeSet<>();
    spec.publish().stream()
        .filter(target -> target.to() instanceof Destination.Files)
        .forEach(t -> t.tables().forEach(each -> exports.add(t.name() + "." + each.name())));
    problems.add(
        table.at(),
        "there is no export '" + wanted + "' to register. " + Nearest.hint(wanted, exports));
    return Optional.empty();
  }

  private void requireReadable(
      PublishSpec target, PublishSpec.Table export, PublishSpec.Table table) {
    String why =
        target.export().filter(how -> how.type() == ExportSpec.Type.PARQUET).isEmpty()
            ? "it is CSV, of which Athena takes backslashes away and ends rows inside of texts."
                + " Export it with format: {type: parquet}, or register the gold table."
            : export.mode() == PublishSpec.Mode.APPEND
                ? "'mode: append' leaves its files in several folders, and a table of the catalog"
                    + " has one. Export it with mode: swap, or register the gold table."
                : "";
    if (!why.isEmpty()) {
      problems.add(
          table.at(),
          "the export '" + table.export().get() + "' cannot be registered because " + why);
    }
  }

  private Optional<ModelSpec> model(PublishSpec.Table table) {
    return spec.models().stream().filter(m -> m.table().equals(table.from())).findFirst();
  }

  private void requireOwnPlace(PublishSpec target, PublishSpec.Table table) {
    String place = target.to().kind() + " " + target.to().connection() + " " + table.table();
    Origin earlier = places.putIfAbsent(place.toLowerCase(Locale.ROOT), table.at());
    if (earlier != null) {
      problems.add(
          table.at(),
          "two publications go to the table '"
              + table.table()
              + "'; the other is at "
              + earlier
              + ". Give one of them another 'table'.");
    }
  }

  private void requireKeys(PublishSpec.Table table, List<String> keys) {
    if (table.mode() == PublishSpec.Mode.UPSERT && keys.isEmpty()) {
      problems.add(
          table.at(),
          "'mode: upsert' needs 'keys', because they say which row a change belongs to. Give them"
              + " here or in the model '"
              + table.from()
              + "', or use 'mode: swap'.");
    }
  }

  private boolean isBroken(PublishSpec.Table table) {
    return spec.broken().stream().anyMatch(broken -> broken.equals(table.from()));
  }

  private Set<String> publishable() {
    Set<String> tables = new TreeSet<>();
    spec.models().forEach(model -> tables.add(model.table().toString()));
    return tables;
  }
}
