package io.penstock.plan;

import java.util.List;

/** What a run will do: the steps in order, each with what it will do and why. */
public record Plan(List<PlannedStep> steps) {
  public Plan {
    steps = List.copyOf(steps);
  }

  /** One line of the plan. */
  public record PlannedStep(Step step, Decision decision) {}
}
