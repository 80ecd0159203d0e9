package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that a catalog holds under names of three levels, as Unity Catalog does. */
class CatalogRunTest {
  private static final String DAY = ",1/31/2014,2,10.50,21.00\n";

  @TempDir private Path root;
  private Trial trial;

  @BeforeEach
  void open() {
    trial =
        SalesTrial.in(root)
            .inCatalog("spark_catalog")
            .data("a.csv", SalesTrial.HEADER + "1,Togo" + DAY + "2,Samoa" + DAY + ",Togo" + DAY);
  }

  @AfterEach
  void close() {
    // Other tests of this JVM register tables of these names by their paths.
    trial.inCatalog("spark_catalog");
  }

  @Test
  void whatComesIsTakenOnceWhatChangesIsADifferenceAndAFullRefreshComputesTheSame() {
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

    assertThat(trial.run().steps()).allMatch(step -> step.status().equals("skipped"));
    assertThat(trial.run(io.penstock.plan.Decider.Refresh.FULL).exitStatus()).isZero();

    assertThat(trial.query("SELECT * FROM gold.by_country ORDER BY country")).isEqualTo(before);
    // The tables are the catalog's and not under the lake.
    assertThat(root.resolve("lake/silver")).doesNotExist();
    assertThat(Files.exists(root.resolve("lake/gold"))).isFalse();
    assertThat(TestSpark.session().catalog().tableExists("spark_catalog.gold.by_country")).isTrue();
  }
}
