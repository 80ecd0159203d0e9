package io.penstock.ops;

import java.util.List;

/**
 * How a step ended.
 *
 * @param detail what else is worth saying, such as how many files; may be empty
 * @param version the version that the step's output has now; negative if it has none
 */
public record StepOutcome(
    Status status, Counts counts, String detail, List<CheckResult> checks, long version) {

  /** How a step can end well. */
  public enum Status {
    DONE,
    SKIPPED
  }

  public StepOutcome {
    checks = List.copyOf(checks);
  }

  public StepOutcome withDetail(String newDetail) {
    return new StepOutcome(status, counts, newDetail, checks, version);
  }

  public static StepOutcome skipped(String reason) {
    return new StepOutcome(Status.SKIPPED, Counts.NONE, reason, List.of(), -1);
  }

  public static StepOutcome done(Counts counts, String detail, List<CheckResult> checks) {
    return new StepOutcome(Status.DONE, counts, detail, checks, -1);
  }
}
