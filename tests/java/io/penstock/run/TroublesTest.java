package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.StepResult;
import io.penstock.plan.Refresh;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Origin;
import io.penstock.spec.SecretText;
import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What keeps one table or one target from being used stops the steps that need it, and no other.
 */
class TroublesTest {
  @TempDir private Path root;

  private Trial orders() {
    return OrdersTrial.in(root)
        .file("silver/orders.sql", "SELECT id, amount FROM bronze.orders")
        .file("silver/orders.yml", "keys: [id]\n")
        .file("gold/total.sql", "SELECT sum(amount) AS amount FROM silver.orders")
        .file("gold/count.sql", "SELECT count(*) AS n FROM bronze.orders")
        .data("a.csv", "id,amount\n1,0.10\n2,0.20\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"landing/orders", "bronze/orders", "silver/orders", "gold/total"})
  void aTableOfSomebodyElseIsLeftAsItIs(String table) {
    Trial trial = orders();
    String place = "delta.`" + root.resolve("lake").resolve(table).toUri() + "`";
    TestSpark.session().sql("CREATE TABLE " + place + " USING delta AS SELECT 7 AS mine");
    String name = table.replace('/', '.');

    for (Refresh refresh : Refresh.values()) {
      RunResult result = trial.run(refresh);

      assertThat(result.exitStatus()).isEqualTo(3);
      StepResult step =
          result.steps().stream().filter(s -> s.error().isPresent()).findFirst().orElseThrow();
      assertThat(step.error().orElseThrow())
          .startsWith("Table '" + name + "': is left as it is, because there are rows at ")
          .contains("Rename the table or the model");
      assertThat(TestSpark.session().sql("SELECT * FROM " + place).collectAsList().toString())
          .isEqualTo("[[7]]");
    }
    if (table.startsWith("silver") || table.startsWith("gold")) {
      assertThat(trial.query("SELECT * FROM gold.count")).containsExactly("[2]");
    }
  }

  @Test
  void aTableThatWasMadeAndNeverFilledIsNotYetThere() {
    Trial trial = orders();
    TestSpark.session()
        .sql(
            "CREATE TABLE delta.`"
                + root.resolve("lake/gold/total").toUri()
                + "` (amount DECIMAL(19,2)) USING delta");

    assertThat(trial.run().exitStatus()).isZero();
    assertThat(trial.query("SELECT * FROM gold.total")).containsExactly("[0.30]");
  }

  @Test
  void aTargetThatDoesNotAnswerStopsItsOwnStepsAlone() {
    Trial trial =
        orders()
            .file("publish/nobody.yml", "to: {mysql: nobody}\ntables: {total: {}}\n")
            .connections(Map.of("nobody", nobody()));

    RunResult result = trial.run();

    assertThat(result.exitStatus()).isEqualTo(1);
    assertThat(trial.query("SELECT * FROM gold.total")).containsExactly("[0.30]");
    assertThat(result.steps().stream().filter(step -> step.error().isPresent()))
        .singleElement()
        .satisfies(
            step -> assertThat(step.error().orElseThrow()).contains("mysql://127.0.0.1:1/shop"));
  }

  /** Port 1 of this machine has no server. */
  private static ConnectionSpec nobody() {
    Origin at = new Origin("the test", 1);
    return new ConnectionSpec(
        "nobody",
        new SecretText("jdbc:mysql://127.0.0.1:1/shop?connectTimeout=1000"),
        Optional.of(new SecretText("nobody")),
        Optional.empty(),
        at);
  }
}
