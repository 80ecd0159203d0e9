package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.StepResult;
import io.penstock.testing.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan says what a run then does. */
class PlannedRunTest {
  @TempDir private Path root;

  private Trial trial(String more) {
    return new Trial(root)
        .file(
            "sources/a.yml",
            """
            source: {type: files, path: ../data}
            format: {type: csv}
            schema:
              columns:
                id: {type: bigint}
            """
                + more)
        .file("silver/a.sql", "SELECT id FROM bronze.a WHERE id > 0")
        .file("silver/a.yml", "keys: [id]\n")
        .file("gold/n.sql", "SELECT count(*) AS n FROM silver.a")
        .file("gold/m.sql", "SELECT min(id) AS m, 1 AS one FROM silver.a")
        .file("gold/m.yml", "keys: [one]\n");
  }

  @Test
  void saysHowManyFilesAreNewAndEverythingThatFollows() {
    Trial trial = trial("").data("1.csv", "id\n1\n");
    assertThat(trial.plan())
        .containsExactly(
            "land.a: UPDATE, 1 new file",
            "bronze.a: REBUILD, the table is not there yet",
            "silver.a: REBUILD, the table is not there yet",
            "gold.m: REBUILD, the table is not there yet",
            "gold.n: REBUILD, the table is not there yet");
    trial.run();
    assertThat(trial.plan())
        .containsExactly(
            "land.a: SKIP, all 1 files have been landed",
            "bronze.a: SKIP, no new files",
            "silver.a: SKIP, no change in bronze.a",
            "gold.m: SKIP, no change in silver.a",
            "gold.n: SKIP, no change in silver.a");

    trial.data("2.csv", "id\n2\n").data("3.csv", "id\n3\n").data("1.csv", "id\n1\n1\n");
    assertThat(trial.plan())
        .containsExactly(
            "land.a: UPDATE, 2 new files, 1 changed",
            "bronze.a: UPDATE, follows land.a",
            "silver.a: UPDATE, follows bronze.a",
            "gold.m: UPDATE, follows silver.a",
            "gold.n: UPDATE, follows silver.a");
    RunResult run = trial.run();
    assertThat(run.exitStatus()).as(run.toString()).isZero();
    assertThat(run.steps()).allMatch(step -> step.status() == StepResult.Status.DONE);
    assertThat(trial.query("SELECT * FROM gold.n")).containsExactly("[3]");
  }

  @Test
  void aFileThatIsGoneIsSaidAndBringsNoRows() throws Exception {
    Trial trial = trial("").data("1.csv", "id\n1\n").data("2.csv", "id\n2\n");
    trial.run();
    Files.delete(root.resolve("data/2.csv"));
    assertThat(trial.plan()).contains("land.a: UPDATE, no new files, 1 no longer there");

    RunResult run = trial.run();

    assertThat(Trial.step(run, "land.a").detail()).contains("1 landed before are no longer there");
    assertThat(Trial.step(run, "bronze.a").counts().read()).isZero();
  }

  @Test
  void saysWhatWillFailAndTheRunFailsThere() {
    Trial trial = trial("on_overwritten_file: fail\n").data("1.csv", "id\n1\n");
    trial.run();
    trial.data("1.csv", "id\n1\n2\n");

    assertThat(trial.plan().get(0))
        .startsWith("land.a: LOOK, will fail: Source 'a'")
        .contains("files that were loaded have changed");
    RunResult run = trial.run();
    assertThat(run.exitStatus()).isEqualTo(3);
    assertThat(Trial.step(run, "bronze.a").status()).isEqualTo(StepResult.Status.NOT_RUN);
    assertThat(Trial.step(run, "bronze.a").status()).hasToString("skipped");
  }

  @Test
  void planningChangesNothing() throws Exception {
    Trial trial = trial("").data("1.csv", "id\n1\n");
    trial.plan();
    assertThat(root.resolve("lake")).doesNotExist();
    trial.run();
    List<Path> before = files();
    trial.data("2.csv", "id\n2\n");
    trial.plan();
    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws Exception {
    try (var all = Files.walk(root.resolve("lake"))) {
      return all.sorted().toList();
    }
  }
}
