package io.penstock.plan;

import io.penstock.spec.PenstockException;
import io.penstock.spec.RefusedException;
import io.penstock.spec.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the plan from what was observed. Of a step whose inputs are yet to change in the same run
 * the plan says what to expect; the run decides it by the same rules when its turn comes.
 */
public final class Planner {
  private final Refresh refresh;
  private final Decider decider;
  private final Observed observed;
  private final Map<String, Decision> before = new LinkedHashMap<>();

  public Planner(Refresh refresh, Observed observed) {
    this.refresh = refresh;
    this.decider = new Decider(refresh);
    this.observed = observed;
  }

  /** The plan for some steps, which are in order. */
  public Plan plan(List<Step> steps) {
    List<Plan.PlannedStep> planned = new ArrayList<>();
    for (Step step : steps) {
      Plan.PlannedStep each = planned(step);
      if (!each.decision().skips()) {
        before.put(step.name(), each.decision());
      }
      planned.add(each);
    }
    return new Plan(planned, refresh);
  }

  private Plan.PlannedStep planned(Step step) {
    Facts facts = observed.facts(step);
    List<String> after = step.dependsOn().stream().filter(before::containsKey).toList();
    Optional<PenstockException> failure = Optional.ofNullable(observed.failures().get(step.name()));
    if (failure.isEmpty()) {
      try {
        return new Plan.PlannedStep(
            step, decision(step, facts, after), facts, after, Optional.empty());
      } catch (RefusedException e) {
        failure = Optional.of(e);
      }
    }
    Decision decision = Decision.look("will fail: " + failure.get().getMessage());
    return new Plan.PlannedStep(step, decision, facts, after, failure);
  }

  private Decision decision(Step step, Facts facts, List<String> after) {
    if (!after.isEmpty()) {
      boolean certain = after.stream().anyMatch(name -> before.get(name).works());
      String first =
          after.stream().filter(name -> before.get(name).works() == certain).findFirst().get();
      return step.expect(decider, facts, new Decider.Before(first, certain));
    }
    Optional<TableName> missing =
        step.inputs().stream().filter(table -> !facts.inputs().containsKey(table)).findFirst();
    return missing
        .map(table -> Decision.look("waits for " + table + ", which is not there yet"))
        .orElseGet(() -> step.decide(decider, facts));
  }
}
