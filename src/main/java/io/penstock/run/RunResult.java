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
