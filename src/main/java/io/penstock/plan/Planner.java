package io.penstock.plan;

import io.penstock.spec.RefusedException;
import io.penstock.spec.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the plan from what was observed. A step whose input may still change in this run cannot be
 * decided yet: it looks when its turn comes, with the same {@link Decider}.
 */
public final class Planner {
  private static final String WILL_FAIL = "will fail: ";

  private final Decider decider;
  private final Observed observed;
  private final Set<String> mayChange = new HashSet<>();

  public Planner(Decider decider, Observed observed) {
    this.decider = decider;
    this.observed = observed;
  }

  /** The plan for some steps, which are in order. */
  public Plan plan(List<Step> steps) {
    List<Plan.PlannedStep> planned = new ArrayList<>();
    for (Step step : steps) {
      Decision decision = decision(step);
      if (!decision.skips()) {
        mayChange.add(step.name());
      }
      planned.add(new Plan.PlannedStep(step, decision));
    }
    return new Plan(planned);
  }

  private Decision decision(Step step) {
    if (observed.troubles().containsKey(step.name())) {
      return Decision.look(WILL_FAIL + observed.troubles().get(step.name()).getMessage());
    }
    if (step instanceof Step.Land land) {
      return Decision.look("asks " + land.source().location().display() + " for what is new");
    }
    Optional<String> waits = step.dependsOn().stream().filter(mayChange::contains).findFirst();
    Optional<TableName> missing =
        inputs(step).stream().filter(t -> !observed.tables().containsKey(t)).findFirst();
    if (waits.isPresent()) {
      return first(step)
          ? Decision.rebuild("the table is not there yet")
          : Decision.look("depends on " + waits.get());
    }
    if (missing.isPresent()) {
      return Decision.look("waits for " + missing.get() + ", which is not there yet");
    }
    if (step instanceof Step.Publish publish) {
      return decider.publication(
          publish,
          Definitions.of(publish.table(), publish.keys()),
          observed.tables().get(publish.table().from()),
          observed.publications().getOrDefault(step.name(), Optional.empty()));
    }
    Map<TableName, TableProgress> inputs = new TreeMap<>();
    inputs(step).forEach(table -> inputs.put(table, observed.tables().get(table)));
    try {
      return decider.table(step, definition(step), own(step), inputs);
    } catch (RefusedException e) {
      return Decision.look(WILL_FAIL + e.getMessage());
    }
  }

  private boolean first(Step step) {
    return ResolvedPipeline.table(step).isPresent() && own(step).isEmpty();
  }

  private Optional<TableProgress> own(Step step) {
    return ResolvedPipeline.table(step).map(observed.tables()::get);
  }

  /** The tables that a step reads. */
  public static List<TableName> inputs(Step step) {
    if (step instanceof Step.Bronze bronze) {
      return List.of(bronze.source().landing());
    }
    if (step instanceof Step.ModelStep model) {
      return model.inputs();
    }
    return step instanceof Step.Publish publish ? List.of(publish.table().from()) : List.of();
  }

  /** What computes a step's rows. */
  public static Definition definition(Step step) {
    if (step instanceof Step.Land land) {
      return Definitions.landing(land.source());
    }
    if (step instanceof Step.Bronze bronze) {
      return Definitions.of(bronze.source());
    }
    if (step instanceof Step.ModelStep model) {
      return Definitions.of(model.model());
    }
    Step.Publish publish = (Step.Publish) step;
    return Definitions.of(publish.table(), publish.keys());
  }
}
