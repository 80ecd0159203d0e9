package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.StepResult;
import io.penstock.plan.Refresh;
import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import io.penstock.testing.VerifyOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lakes after years: the log's oldest commits are gone, and with them what steps wrote into them;
 * upkeep has rewritten the files. Delta itself does the cleaning here.
 */
@VerifyOnly
class AgedLogTest {
  private static final List<String> TABLES =
      List.of(
          "landing.orders",
          "bronze.orders",
          "silver.orders",
          "gold.total",
          "quarantine.silver_orders");

  @TempDir private Path root;

  private Trial orders() {
    return OrdersTrial.in(root)
        .file("silver/orders.sql", "SELECT id, amount FROM bronze.orders")
        .file(
            "silver/orders.yml",
            "keys: [id]\nexpect: [{name: positive, that: amount > 0, else: quarantine}]\n")
        .file("gold/total.sql", "SELECT 1 AS k, sum(amount) AS amount FROM silver.orders")
        .file("gold/total.yml", "keys: [k]\n")
        .data("a.csv", "id,amount\n1,0.10\n2,0.20\n3,-1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "v2"})
  void theRunGoesOnAsIfNothingHadHappened(String policy) {
    Trial trial = orders();
    assertThat(trial.run().exitStatus()).isZero();
    TABLES.forEach(table -> age(table, policy));

    RunResult idle = trial.run();

    assertThat(idle.exitStatus()).isZero();
    assertThat(Trial.step(idle, "land.orders").status()).hasToString("skipped");
    assertThat(Trial.step(idle, "bronze.orders").status()).hasToString("skipped");
    assertThat(trial.query("SELECT * FROM gold.total")).containsExactly("[1,0.30]");

    trial.data("b.csv", "id,amount\n2,0.50\n4,1.00\n5,-2\n");
    RunResult more = trial.run();

    assertThat(more.exitStatus()).isZero();
    assertThat(Trial.step(more, "bronze.orders").counts().written()).isEqualTo(3);
    StepResult silver = Trial.step(more, "silver.orders");
    assertThat(silver.counts().read()).isEqualTo(3);
    assertThat(silver.detail()).isEqualTo("new rows only");
    assertThat(trial.query("SELECT id, amount FROM silver.orders ORDER BY id"))
        .containsExactly("[1,0.10]", "[2,0.50]", "[4,1.00]");
    assertThat(trial.query("SELECT * FROM gold.total")).containsExactly("[1,1.60]");
    assertThat(trial.query("SELECT count(*) FROM quarantine.silver_orders")).containsExactly("[2]");
  }

  @Test
  void upkeepWithoutALossIsNoChange() {
    Trial trial = orders();
    trial.run();
    trial.data("b.csv", "id,amount\n4,1.00\n");
    trial.run();
    for (String table : TABLES) {
      sql("OPTIMIZE " + sqlName(table));
      sql("ALTER TABLE " + sqlName(table) + " SET TBLPROPERTIES ('upkeep' = 'done')");
      sql("VACUUM " + sqlName(table));
    }

    RunResult idle = trial.run();

    assertThat(idle.steps()).allSatisfy(step -> assertThat(step.status()).hasToString("skipped"));
  }

  @Test
  void filesThatWereRewrittenWhileNobodyLookedAreLookedThrough() {
    Trial trial = orders();
    trial.run();
    trial.data("b.csv", "id,amount\n4,1.00\n");
    trial.run();
    // OPTIMIZE makes one file of two; of its commit the log keeps nothing.
    age("silver.orders", "classic");
    age("bronze.orders", "classic");

    RunResult result = trial.run();

    assertThat(result.exitStatus()).isZero();
    assertThat(Trial.step(result, "bronze.orders").status()).hasToString("skipped");
    StepResult silver = Trial.step(result, "silver.orders");
    assertThat(silver.detail()).contains("its log no longer tells of versions");
    assertThat(silver.counts().unchanged()).isEqualTo(3);
    assertThat(Trial.step(result, "gold.total").counts().unchanged()).isEqualTo(1);
    assertThat(trial.run().steps())
        .allSatisfy(step -> assertThat(step.status()).hasToString("skipped"));
  }

  @Test
  void aLakeOfAnEarlierVersionIsTakenOver() {
    Trial trial = orders();
    trial.run();
    TABLES.forEach(this::forgetWhatIsKept);

    RunResult idle = trial.run();
    assertThat(idle.steps()).allSatisfy(step -> assertThat(step.status()).hasToString("skipped"));
    TABLES.forEach(table -> age(table, "classic"));

    assertThat(trial.run().steps())
        .allSatisfy(step -> assertThat(step.status()).hasToString("skipped"));
  }

  @Test
  void whatIsLostIsSaidAndAFullRefreshMakesItAnew() {
    Trial trial = orders();
    trial.run();
    TABLES.forEach(table -> age(table, "classic"));
    TABLES.forEach(this::forgetWhatIsKept);
    trial.data("b.csv", "id,amount\n4,1.00\n");

    RunResult refused = trial.run();

    assertThat(refused.exitStatus()).isEqualTo(3);
    assertThat(Trial.step(refused, "land.orders").status()).hasToString("done");
    assertThat(Trial.step(refused, "bronze.orders").error().orElseThrow())
        .startsWith(
            "Table 'bronze.orders': cannot be brought up to date because its log was cleaned and"
                + " nothing else says how far its step has come. Found: version ")
        .endsWith(
            "Run with --full-refresh --only bronze.orders to compute it again from its inputs.");

    assertThat(trial.run(Refresh.FULL).exitStatus()).isZero();
    assertThat(trial.query("SELECT * FROM gold.total")).containsExactly("[1,1.30]");
    assertThat(trial.query("SELECT name FROM landing.orders ORDER BY name"))
        .containsExactly("[a.csv]", "[b.csv]");
    assertThat(trial.run().steps())
        .allSatisfy(step -> assertThat(step.status()).hasToString("skipped"));
  }

  /** Upkeep, a checkpoint, and the removal of every commit before it, by Delta's own rules. */
  private void age(String table, String policy) {
    sql(
        "ALTER TABLE "
            + sqlName(table)
            + " SET TBLPROPERTIES ('delta.checkpointInterval' = '1', 'delta.checkpointPolicy' = '"
            + policy
            + "')");
    sql("OPTIMIZE " + sqlName(table));
    touch(table);
    // The checkpoint that this one makes removes the commits that are older than 30 days.
    sql("ALTER TABLE " + sqlName(table) + " SET TBLPROPERTIES ('upkeep' = 'done')");
    assertThat(log(table).toFile().list()).doesNotContain("00000000000000000000.json");
  }

  private void touch(String table) {
    try (Stream<Path> files = Files.walk(log(table))) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(
            file,
            FileTime.from(Files.getLastModifiedTime(file).toInstant().minus(Duration.ofDays(40))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forgetWhatIsKept(String table) {
    Path folder = folder(table).resolve("_penstock");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sql(String text) {
    TestSpark.session().sql(text).collect();
  }

  private Path log(String table) {
    return folder(table).resolve("_delta_log");
  }

  private Path folder(String table) {
    return root.resolve("lake").resolve(table.replace('.', '/'));
  }

  private String sqlName(String table) {
    return "delta.`" + folder(table).toUri() + "`";
  }
}
