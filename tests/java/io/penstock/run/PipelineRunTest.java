package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.ops.Counts;
import io.penstock.plan.Refresh;
import io.penstock.spec.SpecException;
import io.penstock.spec.TableName;
import io.penstock.testing.Folders;
import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import java.nio.file.Path;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline from files to gold, run again and again over inputs that change. */
class PipelineRunTest {
  @TempDir private static Path place;

  private static RunResult ofFirst;
  private Path root;

  private static final String FIRST =
      SalesTrial.HEADER
          + "1,Togo,1/31/2014,2,10.50,21.00\n"
          + "2,Samoa ,12/1/2015,1,99.99,99.99\n"
          + "3,Togo,2/30/2014,2,1.00,2.00\n" // no such day
          + ",Togo,1/2/2014,1,1.00,1.00\n" // no id
          + "4,Togo,1/2/2014,3,1.00,4.00\n" // does not add up
          + ",Togo,nonsense,1,1.00,5.00\n" // all three
          + "5,Togo,1/2/2014,3\n" // ragged
          + "1,Togo,1/31/2014,2,10.50,21.00\n"; // there already

  @BeforeEach
  void begin() {
    root = place.resolve("trial");
    Folders.remove(root);
  }

  /** What most tests begin with is computed once; each gets a copy, in the same place. */
  private Trial afterTheFirstRun() {
    Path kept = place.resolve("kept");
    if (ofFirst == null) {
      ofFirst = SalesTrial.in(root).data("a.csv", FIRST).run();
      Folders.copy(root, kept);
    } else {
      Folders.copy(kept, root);
    }
    // Delta remembers a log by its path.
    DeltaLog.clearCache();
    return SalesTrial.in(root);
  }

  @Test
  void everyRowIsFoundAgain() {
    Trial trial = afterTheFirstRun();
    RunResult result = ofFirst;

    assertThat(result.exitStatus()).isZero();
    assertThat(result.balanced()).isTrue();
    assertThat(Trial.step(result, "bronze.sales").counts())
        .isEqualTo(new Counts(8, 7, 0, 0, 0, 1, 0, 0));
    assertThat(Trial.step(result, "silver.sales").counts())
        .isEqualTo(new Counts(7, 2, 0, 0, 0, 4, 0, 1));
    assertThat(trial.query("SELECT * FROM gold.by_country ORDER BY country"))
        .containsExactly("[Samoa,1,99.99]", "[Togo,1,21.00]");
  }

  @Test
  void aQuarantinedRowKeepsAllItsRulesItsFileAndItsRun() {
    Trial trial = afterTheFirstRun();
    RunResult result = ofFirst;

    assertThat(
            trial.query(
                "SELECT _rules, _line, _source_run_id = _run_id AND _source_file LIKE '%/a.csv'"
                    + " FROM quarantine.silver_sales ORDER BY _line"))
        .containsExactly(
            "[ArraySeq(has_date),4,true]",
            "[ArraySeq(has_id),5,true]",
            "[ArraySeq(adds_up),6,true]",
            "[ArraySeq(has_id, has_date, adds_up),7,true]");
    assertThat(trial.query("SELECT _rules, _line, _row, _run_id FROM quarantine.bronze_sales"))
        .containsExactly("[ArraySeq(malformed_record),8,5,Togo,1/2/2014,3," + result.runId() + "]");
    assertThat(trial.query("SELECT rule, violations FROM ops.checks ORDER BY rule"))
        .containsExactly(
            "[adds_up,2]",
            "[has_date,2]",
            "[has_id,2]",
            "[malformed_record,1]",
            "[value_fits_its_type,2]");
  }

  @Test
  void aRescuedValueIsKeptBesideItsNull() {
    Trial trial = afterTheFirstRun();

    assertThat(
            trial.query("SELECT order_date, _rescued FROM bronze.sales WHERE _rescued IS NOT NULL"))
        .containsExactlyInAnyOrder(
            "[null,{\"Order Date\":\"2/30/2014\"}]", "[null,{\"Order Date\":\"nonsense\"}]");
  }

  @Test
  void theSecondRunDoesNothing() {
    Trial trial = afterTheFirstRun();

    RunResult again = trial.run();

    assertThat(again.exitStatus()).isZero();
    assertThat(again.steps()).allMatch(step -> step.skipped());
  }

  @Test
  void onlyNewFilesAreReadAndOnlyWhatDiffersIsRewritten() {
    Trial trial = afterTheFirstRun();
    trial.data("b.csv", SalesTrial.HEADER + "9,Samoa,1/1/2016,1,0.01,0.01\n");

    RunResult next = trial.run();

    assertThat(Trial.step(next, "bronze.sales").counts()).isEqualTo(Counts.written(1));
    assertThat(Trial.step(next, "silver.sales").counts()).isEqualTo(Counts.written(1));
    assertThat(Trial.step(next, "gold.by_country").counts())
        .isEqualTo(new Counts(2, 0, 1, 1, 0, 0, 0, 0));
    assertThat(trial.lake().added(TableName.gold("by_country"), 1, 1).collectAsList().toString())
        .isEqualTo("[[Samoa,2,100.00]]");
  }

  @Test
  void aLaterRowOfAKeyReplacesAnEarlierOne() {
    Trial trial = afterTheFirstRun();
    trial.data(
        "b.csv",
        SalesTrial.HEADER + "1,Mali,1/1/2016,1,7.00,7.00\n2,Samoa,12/1/2015,1,99.99,99.99\n");

    RunResult next = trial.run();

    assertThat(Trial.step(next, "silver.sales").counts())
        .isEqualTo(new Counts(2, 0, 1, 1, 0, 0, 0, 0));
    assertThat(Trial.step(next, "gold.by_country").counts())
        .isEqualTo(new Counts(2, 1, 0, 1, 1, 0, 0, 0));
    assertThat(trial.query("SELECT country FROM gold.by_country ORDER BY 1"))
        .containsExactly("[Mali]", "[Samoa]");
  }

  @Test
  void aColumnThatBeginsWithAnUnderscoreIsOneLikeAnyOther() {
    Trial trial =
        afterTheFirstRun()
            .file(
                "gold/by_country.sql",
                "SELECT country, max(revenue) AS _best FROM silver.sales GROUP BY country\n")
            .file("silver/best.sql", "SELECT order_id, revenue AS _best FROM bronze.sales\n")
            .file("silver/best.yml", "keys: [order_id]\n");
    trial.run();
    assertThat(trial.query("SELECT DISTINCT _row LIKE '%\"_best\":%' FROM quarantine.silver_best"))
        .containsExactly("[true]");
    trial.data("b.csv", SalesTrial.HEADER + "2,Samoa ,12/1/2015,1,50.00,50.00\n");

    RunResult next = trial.run();

    assertThat(Trial.step(next, "silver.best").counts())
        .isEqualTo(new Counts(1, 0, 1, 0, 0, 0, 0, 0));
    assertThat(Trial.step(next, "gold.by_country").counts())
        .isEqualTo(new Counts(2, 0, 1, 1, 0, 0, 0, 0));
    assertThat(trial.query("SELECT country, _best FROM gold.by_country ORDER BY 1"))
        .containsExactly("[Samoa,50.00]", "[Togo,21.00]");
  }

  @Test
  void anOverwrittenFileTakesThePlaceOfItsFormerRows() {
    Trial trial = afterTheFirstRun();
    trial.data("a.csv", SalesTrial.HEADER + "1,Togo,1/31/2014,2,10.00,20.00\n");

    RunResult next = trial.run();

    assertThat(next.exitStatus()).isZero();
    assertThat(trial.query("SELECT order_id, revenue FROM bronze.sales"))
        .containsExactly("[1,20.00]");
    assertThat(trial.query("SELECT order_id, revenue FROM silver.sales"))
        .containsExactly("[1,20.00]");
    assertThat(trial.query("SELECT * FROM gold.by_country")).containsExactly("[Togo,1,20.00]");
    assertThat(trial.query("SELECT * FROM quarantine.bronze_sales")).isEmpty();
    assertThat(trial.query("SELECT * FROM quarantine.silver_sales")).isEmpty();
  }

  @Test
  void anOverwrittenFileIsIgnoredOrRefusedIfTheSourceSaysSo() {
    Trial trial =
        SalesTrial.in(root)
            .file("sources/sales.yml", SalesTrial.source("on_overwritten_file: ignore\n"))
            .data("a.csv", FIRST);
    trial.run("land.sales");
    trial.data("a.csv", SalesTrial.HEADER + "8,Togo,1/31/2014,2,10.00,20.00\n");

    assertThat(Trial.step(trial.run("land.sales"), "land.sales").counts().filtered()).isEqualTo(1);

    trial
        .file("sources/sales.yml", SalesTrial.source("on_overwritten_file: fail\n"))
        .data("a.csv", SalesTrial.HEADER + "8,Togo,1/31/2014,2,10.00,20.0\n");
    RunResult refused = trial.run("land.sales");
    assertThat(refused.exitStatus()).isEqualTo(3);
    assertThat(Trial.step(refused, "land.sales").error().orElseThrow()).contains("a.csv");
  }

  @Test
  void tooManyViolationsStopTheRunAndLeaveTheTableAsItWas() {
    Trial trial = afterTheFirstRun();
    trial.data("b.csv", SalesTrial.HEADER + "10,Togo,1/1/2016,1,1.00,3.00\n");

    RunResult refused = trial.run();

    assertThat(refused.exitStatus()).isEqualTo(3);
    assertThat(Trial.step(refused, "silver.sales").error().orElseThrow())
        .contains("adds_up")
        .contains("50%")
        .contains("1 of 1 rows");
    assertThat(Trial.step(refused, "gold.by_country").status()).hasToString("skipped");
    assertThat(trial.query("SELECT count(*) FROM silver.sales")).containsExactly("[2]");
    assertThat(trial.query("SELECT count(*) FROM quarantine.silver_sales")).containsExactly("[4]");

    // The file corrected, everything is as if nothing had happened.
    trial.data("b.csv", SalesTrial.HEADER + "10,Togo,1/1/2016,1,3.00,3.00\n");
    assertThat(trial.run().exitStatus()).isZero();
    assertThat(trial.query("SELECT count(*) FROM silver.sales")).containsExactly("[3]");
  }

  @Test
  void aFullRefreshChangesNothingThatIsRight() {
    Trial trial = afterTheFirstRun();
    long before = trial.lake().state(TableName.gold("by_country")).orElseThrow().version();

    RunResult full = trial.run(Refresh.FULL);

    assertThat(full.exitStatus()).isZero();
    assertThat(Trial.step(full, "silver.sales").counts())
        .isEqualTo(new Counts(7, 0, 0, 2, 0, 4, 0, 1));
    assertThat(Trial.step(full, "gold.by_country").counts())
        .isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0, 0));
    assertThat(trial.lake().added(TableName.gold("by_country"), before + 1, before + 1).count())
        .isZero();
    assertThat(trial.query("SELECT count(*) FROM quarantine.silver_sales")).containsExactly("[4]");
  }

  @Test
  void whatSomebodyElseDidToGoldIsPutRightAndAQueryCannotDoIt() {
    Trial trial = afterTheFirstRun();
    String gold = "delta.`" + trial.lake().location().path(TableName.gold("by_country")) + "`";

    assertThatThrownBy(() -> trial.query("WITH x AS (SELECT 1) DELETE FROM gold.by_country"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("written by runs alone");
    TestSpark.session().sql("DELETE FROM " + gold + " WHERE country = 'Togo'");
    RunResult next = trial.run();

    assertThat(Trial.step(next, "gold.by_country").counts())
        .isEqualTo(new Counts(2, 1, 0, 1, 0, 0, 0, 0));
    long version = trial.lake().state(TableName.gold("by_country")).orElseThrow().version();
    TestSpark.session().sql("ALTER TABLE " + gold + " SET TBLPROPERTIES ('kept' = 'up')");
    RunResult afterUpkeep = trial.run();
    assertThat(afterUpkeep.steps()).allMatch(step -> step.skipped());
    assertThat(trial.lake().state(TableName.gold("by_country")).orElseThrow().version())
        .isEqualTo(version + 1);
  }

  @Test
  void aChangedModelIsComputedAnew() {
    Trial trial = afterTheFirstRun();
    trial.file(
        "silver/sales.sql",
        "SELECT order_id, upper(trim(country)) AS country, order_date, units, price, revenue\n"
            + "FROM bronze.sales\n");

    RunResult next = trial.run();

    assertThat(Trial.step(next, "bronze.sales").status()).hasToString("skipped");
    assertThat(Trial.step(next, "silver.sales").counts())
        .isEqualTo(new Counts(7, 0, 2, 0, 0, 4, 0, 1));
    assertThat(trial.query("SELECT country FROM gold.by_country ORDER BY 1"))
        .containsExactly("[SAMOA]", "[TOGO]");
  }

  @Test
  void aRowWithoutAKeyNeverReplacesAnother() {
    Trial trial =
        SalesTrial.in(root)
            .file("silver/sales.yml", "keys: [order_id]\n")
            .data(
                "a.csv",
                SalesTrial.HEADER + ",Togo,1/2/2014,1,1.00,1.00\n,Mali,1/2/2014,1,1.00,1.00\n");

    RunResult result = trial.run("land.sales", "bronze.sales", "silver.sales");

    assertThat(Trial.step(result, "silver.sales").counts())
        .isEqualTo(new Counts(2, 0, 0, 0, 0, 2, 0, 0));
    assertThat(trial.query("SELECT DISTINCT _rules FROM quarantine.silver_sales"))
        .containsExactly("[ArraySeq(key_is_not_null)]");
  }

  @Test
  void goldWithoutUniqueKeysIsRefusedWithAnExample() {
    Trial trial = afterTheFirstRun().file("gold/by_country.yml", "keys: [orders]\n");

    RunResult result = trial.run();

    assertThat(result.exitStatus()).isEqualTo(3);
    assertThat(Trial.step(result, "gold.by_country").error().orElseThrow())
        .contains("gold/by_country.yml:1")
        .contains("1 rows too many")
        .contains("(1, 2)");
  }

  @Test
  void whatTheSelectFiltersIsCounted() {
    Trial trial =
        SalesTrial.in(root)
            .file(
                "silver/sales.sql",
                "SELECT order_id, country, revenue, units, price, order_date FROM bronze.sales WHERE country = 'Togo'\n")
            .data("a.csv", FIRST);

    RunResult result = trial.run("land.sales", "bronze.sales", "silver.sales");

    assertThat(Trial.step(result, "silver.sales").counts())
        .isEqualTo(new Counts(7, 1, 0, 0, 0, 4, 1, 1));
  }

  @Test
  void parametersAreBoundNotPasted() {
    Trial trial =
        afterTheFirstRun()
            .file(
                "gold/by_country.sql",
                "SELECT country, count(*) AS orders FROM silver.sales WHERE country <> :except GROUP BY country\n")
            .file(
                "gold/by_country.yml", "keys: [country]\nparameters: {except: \"x' OR '1'='1\"}\n");

    trial.run();

    assertThat(trial.query("SELECT count(*) FROM gold.by_country")).containsExactly("[2]");
  }

  @Test
  void rowsThatGoAwayInOneSilverTableGoAwayInTheNext() {
    Trial trial =
        afterTheFirstRun()
            .file(
                "silver/big.sql", "SELECT order_id, revenue FROM silver.sales WHERE revenue > 20\n")
            .file("silver/big.yml", "keys: [order_id]\n")
            .file("silver/log.sql", "SELECT order_id, revenue FROM silver.sales\n")
            .file("silver/log.yml", "apply: {as: append}\n");
    trial.run();
    trial.data(
        "b.csv",
        SalesTrial.HEADER + "1,Togo,1/31/2014,1,10.00,10.00\n7,Togo,1/1/2014,1,50.00,50.00\n");

    RunResult next = trial.run();

    assertThat(next.exitStatus()).isZero();
    assertThat(trial.query("SELECT * FROM silver.big ORDER BY 1"))
        .containsExactly("[2,99.99]", "[7,50.00]");
    assertThat(trial.query("SELECT * FROM silver.log ORDER BY 1"))
        .containsExactly("[1,10.00]", "[2,99.99]", "[7,50.00]");
  }
}
