package io.penstock.ops;

import io.penstock.spec.PenstockException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a step ended, for the run's result and its ledger.
 *
 * @param detail why it did nothing, or what else is worth saying
 * @param failure why it failed
 */
public record StepResult(
    String step,
    Status status,
    Counts counts,
    double seconds,
    String detail,
    List<CheckResult> checks,
    Optional<Failure> failure) {

  /** How a step can end. */
  public enum Status {
    DONE,
    SKIPPED,
    /** A step that it needs has failed. */
    NOT_RUN,
    FAILED;

    /** As results and ledgers have it: what was not run was skipped. */
    @Override
    public String toString() {
      return this == NOT_RUN ? SKIPPED.toString() : name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Why a step failed.
   *
   * @param exitStatus what the step alone would end the process with
   */
  public record Failure(String sentence, int exitStatus) {}

  public StepResult {
    checks = List.copyOf(checks);
  }

  public static StepResult ended(String step, StepOutcome outcome, double seconds) {
    Status status = outcome.done() ? Status.DONE : Status.SKIPPED;
    return new StepResult(
        step,
        status,
        outcome.counts(),
        seconds,
        outcome.detail(),
        outcome.checks(),
        Optional.empty());
  }

  public static StepResult notRun(String step, String why) {
    return new StepResult(step, Status.NOT_RUN, Counts.NONE, 0, why, List.of(), Optional.empty());
  }

  public static StepResult failed(
      String step, PenstockException failure, Counts counts, double seconds) {
    int exit = failure.exitStatus() == 3 ? 3 : 1;
    return new StepResult(
        step,
        Status.FAILED,
        counts,
        seconds,
        "",
        List.of(),
        Optional.of(new Failure(failure.getMessage(), exit)));
  }

  public boolean failed() {
    return status == Status.FAILED;
  }

  /** Whether there was nothing to do, or it could not be done because of another step. */
  public boolean skipped() {
    return status == Status.SKIPPED || status == Status.NOT_RUN;
  }

  /** The sentence of a failed step. */
  public Optional<String> error() {
    return failure.map(Failure::sentence);
  }

  /** What the step alone would end the process with. */
  public int exitStatus() {
    return failure.map(Failure::exitStatus).orElse(0);
  }
}
