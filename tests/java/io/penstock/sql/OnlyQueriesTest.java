package io.penstock.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.spec.ModelCode;
import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model is a query over tables and nothing else: what it may consist of is a list. */
class OnlyQueriesTest {
  private static List<String> problems(String sql, String... functions) {
    Problems problems = new Problems();
    SqlReferences.of(
        new ModelCode.Sql(sql, new Origin("gold/m.sql", 0)), Set.of(functions), problems);
    return problems.all().stream().map(Object::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a, count(*) OVER (PARTITION BY b ORDER BY c) FROM t WHERE x IN (SELECT y FROM u)",
        "WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a) SELECT * FROM a JOIN b USING (x)",
        "SELECT * FROM t PIVOT (sum(n) FOR k IN ('a', 'b'))",
        "SELECT * FROM t UNPIVOT (v FOR k IN (a, b))",
        "SELECT k, v FROM t LATERAL VIEW explode(m) e AS k, v",
        "SELECT * FROM range(10) r JOIN t ON r.id = t.id",
        "SELECT * FROM t, LATERAL (SELECT t.a + 1 AS b)",
        "SELECT DISTINCT a FROM t UNION ALL SELECT b FROM u EXCEPT SELECT c FROM v INTERSECT SELECT 1",
        "SELECT a FROM t GROUP BY ROLLUP (a) HAVING count(*) > 1 ORDER BY a LIMIT 5 OFFSET 2",
        "SELECT * FROM VALUES (1, 'x'), (2, 'y') AS v(a, b) CROSS JOIN t",
        "SELECT /*+ BROADCAST(u) */ * FROM t JOIN u ON t.a = u.a",
        "SELECT * FROM t TABLESAMPLE (10 PERCENT)",
        "FROM t |> WHERE a > 1 |> AGGREGATE sum(a) AS s GROUP BY b |> ORDER BY s",
        "SELECT transform(xs, x -> x + 1), filter(xs, x -> x > 0), named_struct('a', 1) FROM t",
        "SELECT sum(a) FILTER (WHERE b > 1) FROM t WINDOW w AS (PARTITION BY a)",
        "SELECT CASE WHEN a IS NULL THEN 'null' ELSE '${x}' END, INTERVAL 1 DAY FROM t",
        "TABLE t",
      })
  void everyKindOfQueryPasses(String sql) {
    assertThat(problems(sql)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT * FROM t | INSERT OVERWRITE DIRECTORY",
        "WITH a AS (SELECT 1) INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT * FROM a"
            + " | INSERT OVERWRITE DIRECTORY",
        "INSERT INTO t SELECT 1 | INSERT INTO",
        "FROM t INSERT INTO u SELECT a INSERT INTO v SELECT b | INSERT INTO",
        "SELECT TRANSFORM (a) USING 'cat /etc/passwd' AS (b) FROM t | TRANSFORM … USING",
        "SELECT * FROM (SELECT TRANSFORM (a) USING 'sh' AS (b) FROM t) | TRANSFORM … USING",
        "SELECT java_method('java.lang.System', 'getenv', 'HOME') FROM t | the function 'java_method'",
        "SELECT reflect('java.lang.Runtime', 'x') FROM t | the function 'reflect', which leaves",
        "SELECT Try_Reflect('a', 'b') FROM t | the function 'try_reflect', which leaves",
        "SELECT a FROM t WHERE exists(SELECT reflect('a', 'b') FROM u) | the function 'reflect'",
        "SELECT a FROM t ORDER BY (SELECT max(java_method('a', 'b')) FROM u) | the function 'java_method'",
        "WITH x AS (SELECT reflect('a', 'b') AS r) SELECT 1 FROM t | the function 'reflect'",
        "SELECT transform(xs, x -> reflect('a', x)) FROM t | the function 'reflect'",
        "SELECT my_function(a) FROM t | the function 'my_function', which is not one of Spark's own",
        "SELECT main.tools.clean(a) FROM t | the function 'main.tools.clean', which is not one of",
        "SELECT * FROM read_files('/etc') | the function 'read_files', which leaves the engine",
        "SELECT secret('scope', 'key') FROM t | the function 'secret', which leaves the engine",
        "EXECUTE IMMEDIATE 'DELETE FROM t' | EXECUTE IMMEDIATE",
        "SELECT * FROM IDENTIFIER('t') | IDENTIFIER(…), which may name anything",
        "SELECT IDENTIFIER('reflect')('a', 'b') FROM t | IDENTIFIER(…), which may name anything",
        "DROP TABLE t | DROP TABLE",
        "SET spark.sql.ansi.enabled = false | SET",
        "CACHE TABLE t | CACHE TABLE",
        "CREATE TEMPORARY VIEW v AS SELECT 1 | CREATE VIEW",
        "REFRESH TABLE t | REFRESH TABLE",
        "ADD JAR '/tmp/x.jar' | ADD JAR",
      })
  void whatIsNoQueryIsRefusedWithItsName(String sql, String found) {
    assertThat(problems(sql))
        .singleElement()
        .asString()
        .contains("gold/m.sql")
        .contains("Found: " + found);
  }

  @Test
  void aFunctionThatTheEnvironmentAllowsPasses() {
    assertThat(
            problems(
                "SELECT reflect('a', 'b'), main.tools.clean(a) FROM t",
                "reflect",
                "main.tools.clean"))
        .isEmpty();
  }

  @Test
  void nothingIsPutIntoTheTextFromTheProcess() {
    Problems problems = new Problems();
    Optional<SqlReferences> read =
        SqlReferences.of(
            new ModelCode.Sql(
                "SELECT '${env:PATH}' AS a, '${system:user.home}' AS b FROM bronze.t",
                new Origin("silver/m.sql", 0)),
            Set.of(),
            problems);

    assertThat(problems.all()).isEmpty();
    assertThat(read.orElseThrow().tables()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "reflect('a', 'b') IS NULL | the function 'reflect'",
        "a > (SELECT max(x) FROM t) | 't', which is none of the tables",
        "mine(a) | the function 'mine'",
      })
  void aRuleComputesWithItsRowAlone(String rule, String found) {
    assertThat(SqlReferences.foreignInRule(rule, Set.of()).orElseThrow()).contains(found);
    assertThat(SqlReferences.foreignInRule("abs(a - b) < 0.01 AND c IN (1, 2)", Set.of()))
        .isEmpty();
  }
}
