package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.SpecException;
import io.penstock.testing.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query reads the tables of the lake, and does nothing else. */
class QueryTest {
  @TempDir private Path root;
  private Trial trial;

  @BeforeEach
  void open() {
    trial =
        SalesTrial.in(root).data("a.csv", SalesTrial.HEADER + "1,Togo,1/31/2014,2,10.50,21.00\n");
    assertThat(trial.run("land", "bronze").exitStatus()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXECUTE IMMEDIATE 'DELETE FROM bronze.sales'",
        "EXPLAIN EXECUTE IMMEDIATE 'DELETE FROM bronze.sales'",
        "DELETE FROM bronze.sales",
        "INSERT OVERWRITE DIRECTORY '@/out' USING csv SELECT * FROM bronze.sales",
        "WITH x AS (SELECT 1) INSERT OVERWRITE DIRECTORY '@/out' USING csv SELECT * FROM x",
        "SELECT * FROM text.`/etc/passwd`",
        "SELECT * FROM text.`pom.xml`",
        "SELECT * FROM delta.`@/lake/bronze/sales`",
        "SELECT (SELECT max(value) FROM text.`/etc/passwd`) FROM bronze.sales",
        "SELECT java_method('java.lang.System', 'getProperty', 'user.home')",
        "SELECT TRANSFORM (country) USING 'cat' AS (x) FROM bronze.sales",
        "CREATE TEMPORARY VIEW v AS SELECT 1",
        "SET spark.sql.ansi.enabled = false",
      })
  void whatDoesMoreThanReadIsRefusedAndDoesNothing(String sql) {
    assertThatThrownBy(() -> trial.query(sql.replace("@", root.toString())))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("query: cannot run because the statement does more than read");
    assertThat(Files.exists(root.resolve("out"))).isFalse();
    assertThat(trial.query("SELECT count(*) FROM bronze.sales")).containsExactly("[1]");
  }

  @Test
  void aScriptIsNoStatement() {
    assertThatThrownBy(() -> trial.query("BEGIN DELETE FROM bronze.sales; END"))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("query: cannot run because");
    assertThat(trial.query("SELECT count(*) FROM bronze.sales")).containsExactly("[1]");
  }

  @Test
  void whatReadsRuns() {
    assertThat(trial.query("SELECT country FROM spark_catalog.bronze.sales"))
        .containsExactly("[Togo]");
    assertThat(trial.query("WITH x AS (SELECT units FROM bronze.sales) SELECT sum(units) FROM x"))
        .containsExactly("[2]");
    assertThat(trial.query("SHOW TABLES IN bronze")).hasSize(1);
    assertThat(trial.query("DESCRIBE bronze.sales")).isNotEmpty();
    assertThat(trial.query("EXPLAIN SELECT * FROM bronze.sales")).hasSize(1);
    assertThat(trial.query("SELECT '${env:HOME}'")).containsExactly("[${env:HOME}]");
    assertThat(trial.query("VALUES (1), (2)")).hasSize(2);
  }
}
