package io.penstock.ops;

import java.util.List;

/**
 * How a step ended well.
 *
 * @param done false when there was nothing to do
 * @param detail what else is worth saying, such as how many files; may be empty
 */
public record StepOutcome(boolean done, Counts counts, String detail, List<CheckResult> checks) {
  public StepOutcome {
    checks = List.copyOf(checks);
  }

  public StepOutcome withDetail(String newDetail) {
    return new StepOutcome(done, counts, newDetail, checks);
  }

  public static StepOutcome skipped(String reason) {
    return new StepOutcome(false, Counts.NONE, reason, List.of());
  }

  public static StepOutcome done(Counts counts, String detail, List<CheckResult> checks) {
    return new StepOutcome(true, counts, detail, checks);
  }
}
