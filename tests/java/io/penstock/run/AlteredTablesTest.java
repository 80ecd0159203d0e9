package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.StepResult;
import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import io.penstock.testing.VerifyOnly;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever writes to a table of the lake beside Penstock is seen, and said, and put right. */
@VerifyOnly
class AlteredTablesTest {
  @TempDir private Path root;

  private Trial orders() {
    return OrdersTrial.in(root)
        .file("silver/orders.sql", "SELECT id, amount FROM bronze.orders")
        .file("silver/orders.yml", "keys: [id]\n")
        .file("gold/total.sql", "SELECT 1 AS k, sum(amount) AS amount FROM silver.orders")
        .file("gold/total.yml", "keys: [k]\n")
        .data("a.csv", "id,amount\n1,0.10\n2,0.20\n");
  }

  private String named(String table) {
    return "delta.`" + root.resolve("lake").resolve(table.replace('.', '/')).toUri() + "`";
  }

  private static void sql(String text) {
    TestSpark.session().sql(text).collect();
  }

  @ParameterizedTest
  @CsvSource({
    "silver.orders, DELETE, DELETE FROM % WHERE id = 2",
    "silver.orders, UPDATE, UPDATE % SET amount = 9 WHERE id = 1",
    "silver.orders, WRITE, INSERT INTO % SELECT * FROM %",
    "bronze.orders, DELETE, DELETE FROM % WHERE id = 2",
    "bronze.orders, WRITE, INSERT INTO % SELECT * FROM %",
    "gold.total, UPDATE, UPDATE % SET amount = 9",
    "gold.total, WRITE, INSERT INTO % SELECT * FROM %",
  })
  void itIsPutRight(String table, String operation, String change) {
    boolean all = "all".equals(System.getProperty("penstock.faults.altered"));
    for (boolean more : all ? List.of(false, true) : List.of(true)) {
      Trial trial = orders();
      trial.run();
      sql(change.replace("%", named(table)));
      if (more) {
        trial.data("b.csv", "id,amount\n3,0.30\n");
      }

      RunResult result = trial.run();

      assertThat(result.exitStatus()).isZero();
      assertThat(result.balanced()).isTrue();
      StepResult step = Trial.step(result, table);
      assertThat(step.detail())
          .contains("put right what somebody else had changed (" + operation + " in version ");
      assertThat(trial.query("SELECT id, amount FROM silver.orders ORDER BY id"))
          .isEqualTo(
              more ? List.of("[1,0.10]", "[2,0.20]", "[3,0.30]") : List.of("[1,0.10]", "[2,0.20]"));
      assertThat(trial.query("SELECT amount FROM gold.total"))
          .containsExactly(more ? "[0.60]" : "[0.30]");
      assertThat(trial.run().steps())
          .allSatisfy(each -> assertThat(each.status()).hasToString("skipped"));
    }
  }

  @Test
  void whichFilesHaveArrivedOnlyTheLedgerTells() {
    Trial trial = orders();
    trial.run();
    sql("DELETE FROM " + named("landing.orders"));

    RunResult refused = trial.run();

    assertThat(refused.exitStatus()).isEqualTo(3);
    assertThat(Trial.step(refused, "land.orders").error().orElseThrow())
        .startsWith("Table 'landing.orders': cannot say which files have arrived because")
        .contains("Found: DELETE in version ");
    assertThat(trial.query("SELECT amount FROM gold.total")).containsExactly("[0.30]");

    sql("RESTORE TABLE " + named("landing.orders") + " TO VERSION AS OF 0");
    RunResult restored = trial.run();
    assertThat(restored.exitStatus()).isZero();
    assertThat(trial.query("SELECT amount FROM gold.total")).containsExactly("[0.30]");
    assertThat(trial.query("SELECT count(*) FROM bronze.orders")).containsExactly("[2]");
  }

  @Test
  void aTableThatIsRestoredToAnEarlierStateIsBroughtUpAgain() {
    Trial trial = orders();
    trial.run();
    trial.data("b.csv", "id,amount\n3,0.30\n");
    trial.run();
    sql("RESTORE TABLE " + named("silver.orders") + " TO VERSION AS OF 0");

    RunResult result = trial.run();

    assertThat(Trial.step(result, "silver.orders").detail()).contains("RESTORE in version ");
    assertThat(trial.query("SELECT count(*) FROM silver.orders")).containsExactly("[3]");
  }

  @Test
  void everyReasonIsInTheQuarantineAndEveryRescueInSilver() {
    Trial trial =
        orders()
            .file(
                "silver/orders.yml",
                """
                keys: [id]
                expect:
                  - {name: priced, that: amount IS NOT NULL, else: quarantine}
                  - {name: small, that: id < 4, else: quarantine}
                """)
            .file("silver/all.sql", "SELECT * FROM bronze.orders")
            .file("silver/all.yml", "keys: [id]\n")
            .data("b.csv", "id,amount\n3,1.005\nx,1.005\n4,abc\n");

    assertThat(trial.run().exitStatus()).isZero();

    assertThat(
            trial.query(
                "SELECT _rescue_details FROM bronze.orders WHERE _line = 3 AND"
                    + " _source_file LIKE '%b.csv'"))
        .singleElement()
        .asString()
        .contains("\"id\":{\"value\":\"x\",\"reason\":\"")
        .contains("\"amount\":{\"value\":\"1.005\",\"reason\":\"has 3 decimals");
    assertThat(
            trial.query(
                "SELECT _reason FROM quarantine.silver_orders WHERE _row LIKE '%\"id\":4%'"))
        .singleElement()
        .asString()
        .contains("priced: not amount IS NOT NULL; small: not id < 4; rescued: {\"amount\":")
        .contains("\"value\":\"abc\"");
    assertThat(trial.query("SELECT id, _rescue_details FROM silver.all WHERE id = 3"))
        .singleElement()
        .asString()
        .contains("\"amount\":{\"value\":\"1.005\"");
    assertThat(trial.query("SELECT count(*) FROM silver.all WHERE _rescue_details IS NULL"))
        .containsExactly("[2]");
  }
}
