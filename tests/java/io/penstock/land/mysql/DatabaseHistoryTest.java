package io.penstock.land.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.publish.mysql.TestServer;
import io.penstock.run.RunResult;
import io.penstock.testing.Trial;
import io.penstock.testing.VerifyOnly;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories of the rows of a table, by a time that the rows themselves have. */
@VerifyOnly
class DatabaseHistoryTest {
  private static final String ALL =
      "SELECT id, v, year(valid_from), CASE WHEN valid_to > '2025-01-01' THEN 'seen' ELSE"
          + " CAST(year(valid_to) AS STRING) END, is_current FROM silver.c ORDER BY id, valid_from";
  @TempDir private Path root;

  private static void run(Trial trial) {
    RunResult run = trial.run();
    assertThat(run.steps()).allSatisfy(step -> assertThat(step.error()).isEmpty());
  }

  @Test
  void aRowThatIsGoneWasThereUntilThatWasSeen() throws Exception {
    try (SourceDatabase shop = new SourceDatabase(TestServer.all().findFirst().orElseThrow())) {
      shop.run(
          "CREATE TABLE c (id int PRIMARY KEY, v varchar(9), updated_at timestamp NULL);"
              + "INSERT INTO c VALUES (1, 'a', '2011-01-01'), (2, 'b', '2012-01-01')");
      Trial trial =
          new Trial(root)
              .file(
                  "sources/shop.yml", "source: {type: mysql, connection: shop}\ntables: {c: {}}\n")
              .file("silver/c.sql", "SELECT id, v, updated_at FROM bronze.shop_c\n")
              .file(
                  "silver/c.yml",
                  "keys: [id]\napply: {as: history, order_by: _seq, valid_from: updated_at,"
                      + " delete_when: \"_op = 'delete'\"}\n");
      shop.in(trial);
      run(trial);
      shop.run(
          "UPDATE c SET v = 'aa', updated_at = '2013-01-01' WHERE id = 1; DELETE FROM c WHERE id = 2");
      run(trial);
      assertThat(trial.query(ALL))
          .containsExactly(
              "[1,a,2011,2013,false]", "[1,aa,2013,null,true]", "[2,b,2012,seen,false]");

      // Brought back as it was: it was away in between, whatever its own time says.
      shop.run("INSERT INTO c VALUES (2, 'b', '2012-01-01'); DELETE FROM c WHERE id = 1");
      run(trial);
      assertThat(trial.query("SELECT id, v, is_current FROM silver.c ORDER BY id, valid_from"))
          .containsExactly("[1,a,false]", "[1,aa,false]", "[2,b,false]", "[2,b,true]");
    }
  }
}
