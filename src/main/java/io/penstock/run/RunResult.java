package io.penstock.run;

import io.penstock.ops.StepResult;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param exitStatus 0 done, 1 a step failed or the run could not be recorded, 3 a guard refused
 * @param problem what went wrong beside the steps
 */
public record RunResult(
    String runId,
    String pipeline,
    String environment,
    double seconds,
    boolean balanced,
    int exitStatus,
    List<StepResult> steps,
    Optional<String> problem) {
  public RunResult {
    steps = List.copyOf(steps);
  }

  /** That of steps which have all ended. */
  static RunResult of(
      String runId, String pipeline, String environment, double seconds, List<StepResult> steps) {
    // A guard's refusal says that the tables are as they were, which a failed step does not.
    boolean failed = steps.stream().anyMatch(step -> step.exitStatus() == 1);
    int exit = failed ? 1 : steps.stream().mapToInt(StepResult::exitStatus).max().orElse(0);
    // What a failed step has read nobody has accounted for.
    boolean balanced = steps.stream().noneMatch(s -> s.failed() || !s.counts().balanced());
    return new RunResult(
        runId, pipeline, environment, seconds, balanced, exit, steps, Optional.empty());
  }

  /** The same, with something beside the steps that went wrong. */
  RunResult withProblem(String sentence) {
    return new RunResult(
        runId,
        pipeline,
        environment,
        seconds,
        balanced,
        exitStatus == 0 ? 1 : exitStatus,
        steps,
        Optional.of(sentence));
  }

  public boolean succeeded() {
    return exitStatus == 0;
  }
}
