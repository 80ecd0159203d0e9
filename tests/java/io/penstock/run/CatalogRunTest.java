package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.lake.DeltaWriter;
import io.penstock.ops.StepResult;
import io.penstock.spec.TableName;
import io.penstock.testing.ManagedCatalog;
import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import io.penstock.testing.VerifyOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that a catalog holds under names of three levels, as Unity Catalog does. */
@VerifyOnly
class CatalogRunTest {
  private static final String DAY = ",1/31/2014,2,10.50,21.00\n";

  @TempDir private Path root;
  private Trial trial;

  private void open(String catalog) {
    trial =
        SalesTrial.in(root)
            .inCatalog(catalog)
            .data("a.csv", SalesTrial.HEADER + "1,Togo" + DAY + "2,Samoa" + DAY + ",Togo" + DAY);
  }

  @AfterEach
  void close() {
    // Other tests of this JVM register tables of these names by their paths.
    TestSpark.session().sql("SET CATALOG spark_catalog");
    trial.inCatalog("spark_catalog");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark_catalog", ManagedCatalog.NAME})
  void tablesSayWhatTheyAre(String catalog) throws Exception {
    open(catalog);
    Path file = trial.folder().resolve("gold/by_country.yml");
    trial.file(
        "gold/by_country.yml",
        "description: \"It's \\\\ what \\\"countries\\\" bring\"\n" + Files.readString(file));
    trial.run();
    TableName table = new TableName("gold", "by_country");
    assertThat(trial.lake().place(table).description())
        .contains("It's \\ what \"countries\" bring");
    assertThat(trial.plan()).allMatch(step -> step.contains(": SKIP"));
    trial.file("gold/by_country.yml", Files.readString(file).replaceFirst(".*", "description: b"));
    trial.data("b.csv", SalesTrial.HEADER + "3,Togo" + DAY);
    trial.run();
    assertThat(trial.lake().place(table).description()).contains("b");
    assertThat(trial.plan()).allMatch(step -> step.contains(": SKIP"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark_catalog", ManagedCatalog.NAME})
  void whatComesIsTakenOnceWhatChangesIsADifferenceAndAFullRefreshComputesTheSame(String catalog) {
    open(catalog);
    RunResult first = trial.run();
    assertThat(first.exitStatus()).isZero();
    assertThat(first.balanced()).isTrue();

    trial.data("b.csv", SalesTrial.HEADER + "3,Togo" + DAY + "2,Samoa,1/31/2014,3,10.00,30.00\n");
    RunResult second = trial.run();

    assertThat(second.exitStatus()).isZero();
    assertThat(second.balanced()).isTrue();
    assertThat(Trial.step(second, "silver.sales").counts().updated()).isEqualTo(1);
    assertThat(trial.query("SELECT country, orders, revenue FROM gold.by_country ORDER BY country"))
        .containsExactly("[Samoa,1,30.00]", "[Togo,2,42.00]");
    assertThat(trial.query("SELECT _rules, _line FROM quarantine.silver_sales"))
        .containsExactly("[ArraySeq(has_id),4]");
    assertThat(trial.query("SELECT count(DISTINCT run_id) FROM ops.runs")).containsExactly("[2]");

    var before = trial.query("SELECT * FROM gold.by_country ORDER BY country");

    assertThat(trial.run().steps()).allMatch(step -> step.skipped());
    assertThat(trial.run(io.penstock.plan.Refresh.FULL).exitStatus()).isZero();

    assertThat(trial.query("SELECT * FROM gold.by_country ORDER BY country")).isEqualTo(before);
    // The tables are the catalog's and not under the lake.
    assertThat(root.resolve("lake/silver")).doesNotExist();
    assertThat(Files.exists(root.resolve("lake/gold"))).isFalse();
    assertThat(TestSpark.session().catalog().tableExists(catalog + ".gold.by_country")).isTrue();
  }

  @Test
  void aTableThatWasMadeAndNotYetFilledIsFilledByTheNextRun() {
    open(ManagedCatalog.NAME);
    for (TableName table :
        List.of(
            TableName.landing("sales"),
            TableName.bronze("sales"),
            TableName.silver("sales"),
            TableName.gold("by_country"),
            TableName.silver("sales").quarantine(),
            TableName.ops("steps"))) {
      // As a run leaves it that was killed behind the first of two commits; of other columns even.
      new DeltaWriter(trial.lake().forStep())
          .make(TestSpark.session().sql("SELECT 1 AS other, '' AS country"), table);
    }

    RunResult run = trial.run();

    assertThat(run.steps()).allMatch(step -> step.status() == StepResult.Status.DONE);
    assertThat(run.balanced()).isTrue();
    assertThat(trial.query("SELECT * FROM gold.by_country ORDER BY country"))
        .containsExactly("[Samoa,1,21.00]", "[Togo,1,21.00]");
    assertThat(trial.run().steps()).allMatch(step -> step.skipped());
  }

  @Test
  void aFeedThatAnEndedRunHasLeftOffIsOnAfterTheNextWrite() {
    open(ManagedCatalog.NAME);
    assertThat(trial.run().exitStatus()).isZero();
    TestSpark.session()
        .sql(
            "ALTER TABLE unity.gold.by_country SET TBLPROPERTIES ('delta.enableChangeDataFeed' ="
                + " 'false', 'penstock.change_feed_paused' = 'true')");
    trial.data("b.csv", SalesTrial.HEADER + "3,Togo" + DAY);

    assertThat(trial.run().exitStatus()).isZero();

    assertThat(
            TestSpark.session()
                .sql("SHOW TBLPROPERTIES unity.gold.by_country")
                .collectAsList()
                .stream()
                .map(Object::toString))
        .contains("[delta.enableChangeDataFeed,true]")
        .noneMatch(property -> property.contains("paused"));
    assertThat(trial.query("SELECT orders FROM gold.by_country WHERE country = 'Togo'"))
        .containsExactly("[2]");
  }

  @Test
  void anotherSchemaMakesTablesAnewAndReadersOfThemFollow() {
    open(ManagedCatalog.NAME);
    trial
        .file("gold/all.sql", "SELECT country, price FROM silver.sales")
        .file("gold/all.yml", "{}");
    assertThat(trial.run().exitStatus()).isZero();

    // A column less, one more, one of another type; in a table with keys and in one without.
    trial
        .file(
            "silver/sales.sql",
            "SELECT order_id, trim(country) AS country, order_date, units, CAST(price AS DOUBLE) AS"
                + " price, revenue, 'x' AS tag FROM bronze.sales")
        .file(
            "gold/by_country.sql",
            "SELECT country, CAST(count(*) AS INT) AS orders, min(tag) AS tag FROM silver.sales"
                + " GROUP BY country")
        .file("gold/all.sql", "SELECT tag, CAST(price AS STRING) AS price FROM silver.sales");
    RunResult second = trial.run();

    assertThat(second.steps()).allMatch(step -> step.error().isEmpty());
    assertThat(second.balanced()).isTrue();
    assertThat(trial.query("SELECT * FROM gold.by_country ORDER BY country"))
        .containsExactly("[Samoa,1,x]", "[Togo,1,x]");
    assertThat(trial.query("SELECT * FROM gold.all ORDER BY 1"))
        .containsExactly("[x,10.5]", "[x,10.5]");

    // Another contract: bronze is read anew, and what reads it follows.
    trial.file(
        "sources/sales.yml",
        SalesTrial.source("").replace("units: {type: int", "units: {type: bigint"));
    RunResult third = trial.run();

    assertThat(third.steps()).allMatch(step -> step.error().isEmpty());
    assertThat(trial.query("SELECT typeof(units) FROM bronze.sales LIMIT 1"))
        .containsExactly("[bigint]");
    assertThat(trial.query("SELECT typeof(units) FROM silver.sales LIMIT 1"))
        .containsExactly("[bigint]");
    assertThat(trial.run().steps()).allMatch(step -> step.skipped());
  }

  @Test
  void namesOfThreeLevelsWorkInModelsAndQueries() {
    open(ManagedCatalog.NAME);
    trial
        .file(
            "environments/local.yml",
            "lake: " + root.resolve("lake").toUri() + "\ncatalog: unity\n")
        .file(
            "silver/sales.sql",
            "SELECT order_id, country, order_date, units, price, revenue FROM Unity.bronze.sales")
        .file(
            "gold/by_country.sql",
            "SELECT s.country, count(*) AS orders FROM `unity`.silver.sales AS s GROUP BY s.country");

    assertThat(trial.run().steps()).allMatch(step -> step.error().isEmpty());

    assertThat(trial.query("SELECT orders FROM unity.gold.by_country WHERE country = 'Togo'"))
        .containsExactly("[1]");
    assertThat(trial.query("SELECT count(*) FROM gold.by_country")).containsExactly("[2]");

    trial.file("gold/by_country.sql", "SELECT country, 1 AS n FROM other.silver.sales");
    assertThatThrownBy(trial::run)
        .hasMessageContaining("gold/by_country.sql:1: there is no table 'other.silver.sales'")
        .hasMessageContaining("the catalog of this environment is 'unity'");
  }
}
