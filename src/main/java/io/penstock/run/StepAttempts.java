package io.penstock.run;

import io.penstock.io.Pause;
import io.penstock.lake.Lake;
import io.penstock.lake.SparkErrors;
import io.penstock.ops.Counts;
import io.penstock.ops.StepOutcome;
import io.penstock.ops.StepResult;
import io.penstock.ops.UnbalancedException;
import io.penstock.plan.Plan;
import io.penstock.plan.Step;
import io.penstock.spec.PenstockException;
import io.penstock.spec.RedactedFailure;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a step, again where that may help, and says how it ended. */
record StepAttempts(StepRunner runner, Lake lake) {
  private static final Logger LOG = LoggerFactory.getLogger(StepAttempts.class);
  private static final int TRIES = 3;

  StepResult run(Plan.PlannedStep planned) {
    Step step = planned.step();
    Instant from = Instant.now();
    for (int i = 1; ; i++) {
      try {
        StepOutcome outcome = i == 1 ? runner.run(planned) : runner.runAgain(planned);
        return StepResult.ended(step.name(), outcome, since(from));
      } catch (Throwable e) {
        // Spark throws its checked SparkException without declaring it: no other step falls with
        // it.
        PenstockException known = known(step, e);
        LOG.error("step {} failed", step.name(), RedactedFailure.of(e));
        // Only what may be gone by itself is worth another try, and every step may be done twice.
        if (!known.retryable() || i == TRIES || !isRepeated(step)) {
          return failed(step, known, since(from));
        }
        pause(i);
      }
    }
  }

  /** A landing of files tries again by itself, as its source says. */
  private static boolean isRepeated(Step step) {
    return step.accept(
        new Step.SomeKinds<>() {
          @Override
          public Boolean other(Step step) {
            return true;
          }

          @Override
          public Boolean land(Step.Land step) {
            return step.source().location().database().isPresent();
          }
        });
  }

  private static PenstockException known(Step step, Throwable e) {
    return SparkErrors.sentence("Step '" + step.name() + "'", "finish", e)
        .orElseGet(() -> RunErrors.cannotFinish(step, e));
  }

  private StepResult failed(Step step, PenstockException known, double seconds) {
    Counts counts = Counts.NONE;
    if (known instanceof UnbalancedException unbalanced) {
      counts = unbalanced.counts();
      if (unbalanced.committed()) {
        doubt(step);
      }
    }
    return StepResult.failed(step.name(), known, counts, seconds);
  }

  // The next run must not take for right what this one has found to be wrong.
  private void doubt(Step step) {
    step.output()
        .ifPresent(
            table -> {
              try {
                lake.forStep().doubt(table);
              } catch (Exception e) {
                // Spark throws checked exceptions without declaring them.
                LOG.error(
                    "cannot note that {} is to be computed again", table, RedactedFailure.of(e));
              }
            });
  }

  private static void pause(int attempt) {
    try {
      Pause.SLEEP.last(Duration.ofSeconds(1L << attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static double since(Instant from) {
    return Duration.between(from, Instant.now()).toMillis() / 1000.0;
  }
}
