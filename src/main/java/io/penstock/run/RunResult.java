package io.penstock.run;

import io.penstock.ops.StepResult;
import java.util.List;

/**
 * How a run ended.
 *
 * @param exitStatus 0 done, 1 a step failed, 3 a guard refused
 */
public record RunResult(
    String runId,
    String pipeline,
    String environment,
    double seconds,
    boolean balanced,
    int exitStatus,
    List<StepResult> steps) {
  public RunResult {
    steps = List.copyOf(steps);
  }

  public boolean succeeded() {
    return exitStatus == 0;
  }
}
