package io.penstock.ops;

import java.util.List;
import java.util.Optional;

/**
 * How a step ended, for the run's result and its ledger.
 *
 * @param status {@code done}, {@code skipped} or {@code failed}
 * @param detail why it was skipped, or what else is worth saying
 * @param error the sentence of a failed step
 * @param exitStatus what the step alone would end the process with
 */
public record StepResult(
    String step,
    String status,
    Counts counts,
    double seconds,
    String detail,
    List<CheckResult> checks,
    Optional<String> error,
    int exitStatus) {
  public StepResult {
    checks = List.copyOf(checks);
  }

  public boolean failed() {
    return status.equals("failed");
  }
}
