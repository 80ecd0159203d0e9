package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.StepResult;
import io.penstock.testing.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that cannot be recorded says so, after what its steps have to say. */
class LedgerFailuresTest {
  @TempDir private Path root;
  private Trial trial;

  @BeforeEach
  void open() throws IOException {
    trial =
        SalesTrial.in(root).data("a.csv", SalesTrial.HEADER + "1,Togo,1/31/2014,2,10.50,21.00\n");
    // A file where the folder of the table should be.
    Files.createDirectories(root.resolve("lake/ops"));
    Files.writeString(root.resolve("lake/ops/steps"), "in the way");
  }

  @Test
  void aStepsOwnErrorIsNotHidden() {
    trial.file(
        "silver/sales.yml",
        "keys: [order_id]\nexpect: [{name: no, that: \"false\", else: fail}]\n");

    RunResult run = trial.run();

    assertThat(run.exitStatus()).isEqualTo(3);
    assertThat(Trial.step(run, "silver.sales").error().orElseThrow()).contains("rule 'no'");
    assertThat(Trial.step(run, "bronze.sales").status()).hasToString("done");
    assertThat(run.problem().orElseThrow())
        .startsWith("The steps are as they say, but the record of this run is missing: ")
        .contains("ops.steps");
  }

  @Test
  void aRunWithoutARecordIsNoSuccessThoughItsStepsAreDone() throws IOException {
    RunResult run = trial.run();

    assertThat(run.steps()).allMatch(step -> step.status() == StepResult.Status.DONE);
    assertThat(run.exitStatus()).isEqualTo(1);
    assertThat(run.problem()).isPresent();

    Files.delete(root.resolve("lake/ops/steps"));
    RunResult next = trial.run();
    assertThat(next.exitStatus()).isZero();
    assertThat(next.steps()).allMatch(step -> step.skipped());
  }
}
