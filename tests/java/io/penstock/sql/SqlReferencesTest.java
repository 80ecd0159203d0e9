package io.penstock.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.spec.ModelCode;
import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlReferencesTest {
  private final Problems problems = new Problems();

  private Optional<SqlReferences> of(String sql) {
    return SqlReferences.of(
        new ModelCode.Sql(sql, new Origin("gold/m.sql", 0)), Set.of(), problems);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "SELECT * FROM silver.a > silver.a",
        "SELECT * FROM `Silver`.`A` > silver.a",
        "TABLE silver.a > silver.a",
        "SELECT * FROM silver.a x JOIN silver.b y ON x.k = y.k > silver.a silver.b",
        "SELECT * FROM silver.a, LATERAL (SELECT * FROM silver.b) > silver.a silver.b",
        "WITH a AS (SELECT * FROM silver.a) SELECT * FROM a > silver.a",
        "WITH a AS (SELECT 1), b AS (SELECT * FROM a JOIN silver.c) SELECT * FROM b > silver.c",
        "SELECT * FROM (WITH t AS (TABLE silver.a) SELECT * FROM t) > silver.a",
        "SELECT (SELECT max(x) FROM silver.b) FROM silver.a > silver.b silver.a",
        "SELECT * FROM silver.a WHERE k IN (SELECT k FROM silver.b) > silver.a silver.b",
        "SELECT * FROM silver.a WHERE EXISTS (SELECT 1 FROM silver.b) > silver.a silver.b",
        "SELECT * FROM silver.a UNION ALL SELECT * FROM silver.b > silver.a silver.b",
        "SELECT * FROM silver.a VERSION AS OF 3 > silver.a",
        "SELECT * FROM a.b.c > a.b.c",
        "SELECT 1 > ''",
      })
  void everyTableThatASelectNamesIsFound(String sql, String tables) {
    assertThat(of(sql).orElseThrow().tables().stream().map(Object::toString))
        .containsExactlyInAnyOrder(tables.isEmpty() ? new String[0] : tables.split(" "));
    assertThat(problems.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a, upper(b) FROM silver.a WHERE c IS NOT NULL > PICKS",
        "WITH x AS (SELECT * FROM silver.a) SELECT * FROM x WHERE a = 1 > PICKS",
        "SELECT * FROM (SELECT a AS b FROM silver.a) t > PICKS",
        "SELECT explode(items) FROM silver.a > MULTIPLIES",
        "SELECT a, i FROM silver.a LATERAL VIEW explode(items) t AS i > MULTIPLIES",
        "SELECT a, posexplode_outer(items) FROM silver.a > MULTIPLIES",
        "SELECT count(*) FROM silver.a > NO",
        "SELECT a, sum(b) FROM silver.a GROUP BY a > NO",
        "SELECT a + sum(b) FROM silver.a > NO",
        "SELECT DISTINCT a FROM silver.a > NO",
        "SELECT a FROM silver.a ORDER BY a > NO",
        "SELECT a FROM silver.a LIMIT 5 > NO",
        "SELECT row_number() OVER (ORDER BY a) FROM silver.a > NO",
        "SELECT sum(a) OVER w FROM silver.a WINDOW w AS (PARTITION BY b) > NO",
        "SELECT * FROM silver.a JOIN silver.b > NO",
        "SELECT * FROM silver.a UNION ALL SELECT * FROM silver.a > NO",
        "SELECT * FROM silver.a WHERE k IN (SELECT k FROM silver.b) > NO",
        "SELECT a FROM silver.a WHERE b = (SELECT max(b) FROM silver.a) > NO",
        "SELECT * FROM silver.a EXCEPT SELECT * FROM silver.b > NO",
        "SELECT a FROM silver.a TABLESAMPLE (10 PERCENT) > NO",
        "SELECT a FROM silver.a HAVING count(*) > 1 > NO",
        "SELECT 1 > NO",
      })
  void rowsComeOneByOneOnlyWhenNothingMixesThem(String line) {
    int at = line.lastIndexOf('>');
    assertThat(of(line.substring(0, at)).orElseThrow().rowWise())
        .isEqualTo(RowWise.valueOf(line.substring(at + 1).strip()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO silver.a SELECT * FROM silver.b",
        "WITH b AS (SELECT 1) INSERT INTO silver.a SELECT * FROM b",
        "FROM silver.b INSERT INTO silver.a SELECT * INSERT INTO silver.c SELECT *",
        "CREATE TABLE x AS SELECT * FROM silver.a",
        "CREATE OR REPLACE TEMP VIEW v AS SELECT 1",
        "MERGE INTO silver.a USING silver.b ON a.k = b.k WHEN MATCHED THEN DELETE",
        "DELETE FROM silver.a",
        "DROP TABLE silver.a",
        "SET a = b",
        "USE silver",
      })
  void whatChangesSomethingIsRefused(String sql) {
    assertThat(of(sql)).isEmpty();
    assertThat(problems.all())
        .singleElement()
        .asString()
        .startsWith("gold/m.sql: the file must hold one SELECT.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "'SELECT a\nFROM silver.a\nWHERE (b = 1\nGROUP BY c'  > 4",
        "'SELECT 1;\nSELECT 2' > 2",
        "'SELEC a FROM b' > 1",
      })
  void aSyntaxErrorHasItsLine(String sql, int line) {
    assertThat(of(sql)).isEmpty();
    assertThat(problems.all())
        .singleElement()
        .asString()
        .startsWith("gold/m.sql:" + line + ": the SQL cannot be read: ")
        .doesNotContain("\n", "SQLSTATE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "-- only a remark\n"})
  void anEmptyFileIsSaid(String sql) {
    assertThat(of(sql)).isEmpty();
    assertThat(problems.all()).singleElement().asString().contains("the file holds no SELECT");
  }

  @Test
  void aReferenceKnowsItsLine() {
    assertThat(of("SELECT *\nFROM silver.a\nJOIN silver.b").orElseThrow().tables())
        .map(r -> r.at().toString())
        .containsExactly("gold/m.sql:2", "gold/m.sql:3");
  }
}
