package io.penstock.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.StepResult.Status;
import io.penstock.spec.OutsideException;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a step ended, in the words of the result. */
class StepResultTest {
  @Test
  void whatWasNotRunIsSkippedToReadersOfTheResultAndToldApartHere() {
    StepResult result = StepResult.notRun("gold.a", "not run because silver.a failed");
    assertThat(result.status()).isEqualTo(Status.NOT_RUN).hasToString("skipped");
    assertThat(result.skipped()).isTrue();
    assertThat(result.failed()).isFalse();
    assertThat(result.exitStatus()).isZero();
  }

  @Test
  void aGuardsRefusalKeepsItsExitStatusAndAnyOtherFailureIsOne() {
    assertThat(failed(new RefusedException("no")).exitStatus()).isEqualTo(3);
    assertThat(failed(new SpecException("wrong")).exitStatus()).isEqualTo(1);
    StepResult outside =
        StepResult.failed("s", OutsideException.ofTransient("away", null), Counts.written(2), 1.5);
    assertThat(outside.exitStatus()).isEqualTo(1);
    assertThat(outside.error()).contains("away");
    assertThat(outside.counts()).isEqualTo(Counts.written(2));
    assertThat(outside.status()).hasToString("failed");
  }

  private static StepResult failed(io.penstock.spec.PenstockException failure) {
    return StepResult.failed("s", failure, Counts.NONE, 0);
  }

  @Test
  void doneAndSkippedAreAsTheStepSays() {
    StepOutcome done = StepOutcome.done(Counts.written(3), "1 file", List.of());
    assertThat(StepResult.ended("s", done, 2).status()).hasToString("done");
    StepResult skipped = StepResult.ended("s", StepOutcome.skipped("no new files"), 0);
    assertThat(skipped.status()).isEqualTo(Status.SKIPPED);
    assertThat(skipped.detail()).isEqualTo("no new files");
  }
}
