package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.spec.SpecException;
import io.penstock.testing.Trial;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is wrong with SQL, rules and columns is said before anything runs, once and with its place.
 */
class ModelAnalysisTest {
  @TempDir private Path root;

  private List<String> wrong(Trial trial) {
    SpecException refused = catchThrowableOfType(SpecException.class, trial::run);
    assertThat(refused).as("nothing was found").isNotNull();
    assertThat(root.resolve("lake")).doesNotExist();
    return refused.getMessage().lines().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id                | true or false. Found: 'id', which is bigint",
        "sum(id) > 1       | the rule 'r' of silver.a cannot be checked",
        "nope > 1          | The model has: amount, id",
        "id >              | the rule 'r' of silver.a cannot be checked",
      })
  void aRuleThatCannotHoldIsNamedWithItsLine(String rule, String said) {
    Trial trial =
        trial("SELECT id, amount FROM bronze.a\n")
            .file("silver/a.yml", "expect:\n  - {name: r, that: \"" + rule + "\"}\n");

    assertThat(wrong(trial))
        .singleElement()
        .asString()
        .startsWith("silver/a.yml:2: ")
        .contains(said);
  }

  @Test
  void aWindowMayBeARule() {
    Trial trial =
        trial("SELECT id, amount FROM bronze.a\n")
            .file(
                "silver/a.yml",
                "expect:\n  - {name: r, that: \"count(*) over (partition by id) = 1\"}\n")
            .data("a.csv", "id,amount\n1,2\n1,3\n2,3\n");

    assertThat(Trial.step(trial.run(), "silver.a").counts().quarantined()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT count(*) FROM bronze.a         | the column 'count(1)' cannot be stored",
        "SELECT id AS `a b` FROM bronze.a      | the column 'a b' cannot be stored",
        "SELECT id AS __x FROM bronze.a        | the column '__x' begins with two underscores",
        "SELECT id, id FROM bronze.a           | two columns of one name",
        "SELECT idd FROM bronze.a              | `idd`",
        "SELECT id FROM bronze.b               | there is no table 'bronze.b'",
        "SELECT id FROM bronze.a SELECT 1      | the SQL cannot be read",
        "SELECT id FROM bronze.a WHERE id = :x | nothing says what :x stands for",
      })
  void aSelectThatCannotBeIsSaidOnce(String sql, String said) {
    assertThat(wrong(trial(sql + "\n")))
        .singleElement()
        .asString()
        .startsWith("silver/a.sql")
        .contains(said);
  }

  @Test
  void aPatternThatCannotGiveItsTypeIsRefusedBeforeAnythingIsRead() {
    Trial trial =
        new Trial(root)
            .file(
                "sources/a.yml",
                """
                source: {type: files, path: ../data}
                format: {type: csv}
                schema:
                  columns:
                    at: {type: timestamp, pattern: "yyyy-MM-dd hh:mm"}
                """);

    assertThat(wrong(trial))
        .singleElement()
        .asString()
        .startsWith("sources/a.yml:1: ")
        .contains("Pattern 'yyyy-MM-dd hh:mm' cannot be used");
  }

  @Test
  void aTypeThatMySqlDoesNotHaveIsNamed() {
    Trial trial =
        trial("SELECT id, amount FROM bronze.a\n")
            .file("gold/g.sql", "SELECT id, amount FROM silver.a\n")
            .file("gold/g.yml", "keys: [id]\n")
            .file(
                "publish/w.yml",
                """
                to: {mysql: w}
                tables:
                  g:
                    types:
                      id: "int; DROP TABLE x"
                      amount: decimel(9,2)
                """);

    assertThat(wrong(trial))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("publish/w.yml:3: ") && line.contains("DROP TABLE x"))
        .anyMatch(line -> line.startsWith("publish/w.yml:3: ") && line.endsWith("'decimal'?"));
  }

  private Trial trial(String sql) {
    return new Trial(root)
        .file(
            "sources/a.yml",
            """
            source: {type: files, path: ../data}
            format: {type: csv}
            schema: {columns: {id: {type: bigint}, amount: {type: "decimal(9,2)"}}}
            """)
        .file("silver/a.sql", sql)
        .file("silver/a.yml", "apply: {as: overwrite}\n");
  }
}
