package io.penstock.plan;

import io.penstock.spec.PenstockException;
import java.util.List;
import java.util.Optional;

/** What a run does: the steps in order, each with what it does and why. */
public record Plan(List<PlannedStep> steps, Refresh refresh) {
  public Plan {
    steps = List.copyOf(steps);
  }

  /**
   * One step of the plan.
   *
   * @param decision what the step does; what is expected of it while it is not settled
   * @param facts what that rests on
   * @param after the steps of the plan that it follows: what they change decides
   * @param failure why the step cannot be done as things are; it fails when its turn comes unless
   *     that is gone by then
   */
  public record PlannedStep(
      Step step,
      Decision decision,
      Facts facts,
      List<String> after,
      Optional<PenstockException> failure) {
    public PlannedStep {
      after = List.copyOf(after);
    }

    public String name() {
      return step.name();
    }

    /** Whether the run does exactly this, without looking again. */
    public boolean settled() {
      return after.isEmpty() && failure.isEmpty() && decision.action() != Decision.Action.LOOK;
    }
  }
}
