package io.penstock.land.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.publish.mysql.TestServer;
import io.penstock.testing.FaultsTried;
import io.penstock.testing.Launcher;
import io.penstock.testing.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that extract what is new of a table and are killed on the way, as many as {@code
 * -Dpenstock.faults.kills} says, while rows come, change and go between them.
 */
class ExtractFaultsIT {
  private static final int KILLED = 137;
  private static final int FEWEST = 2;
  private static final long LIMIT_SECONDS = 180;

  private static final List<String> POINTS =
      List.of(
          "land.shop.o:rows-read",
          "bronze.shop_o:after-read",
          "land.shop.o:after-extract",
          "silver.o:after-commit",
          "land.shop.o:after-keys",
          "bronze.shop_o:after-commit",
          "land.shop.o:before-commit",
          "silver.o:after-check",
          "land.shop.o:after-commit",
          "gold.g:before-commit");

  @TempDir private Path root;

  @Test
  void killedAnywhereNothingIsLostAndNothingDoubled() throws Exception {
    try (SourceDatabase shop = new SourceDatabase(TestServer.all().findFirst().orElseThrow())) {
      shop.run(
          "CREATE TABLE o (id INT PRIMARY KEY, v VARCHAR(20), at TIMESTAMP(6) NOT NULL DEFAULT"
              + " CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), KEY (at))");
      Trial trial =
          new Trial(root)
              .file(
                  "sources/shop.yml",
                  "source: {type: mysql, connection: shop}\ntables:\n"
                      + "  o: {cursor: at, lag: 1s, deletes: detect}\n")
              .file("silver/o.sql", "SELECT id, v, at FROM bronze.shop_o\n")
              .file(
                  "silver/o.yml",
                  "keys: [id]\napply: {as: upsert, order_by: _seq, delete_when: \"_op = 'delete'\"}\n")
              .file("gold/g.sql", "SELECT count(*) AS n, sum(id) AS ids FROM silver.o\n");
      shop.in(trial);
      Random random = new Random(20261201);
      write(shop, random);
      requireEnd(trial, "", 0);
      int kills = Math.max(FEWEST, Integer.getInteger("penstock.faults.kills", FEWEST));
      for (String point : POINTS.subList(0, Math.min(kills, POINTS.size()))) {
        write(shop, random);
        requireEnd(trial, "-Dpenstock.fault.halt=" + point, KILLED);
        FaultsTried.add("kills of extracts", 1);
      }
      write(shop, random);
      requireEnd(trial, "", 0);

      assertThat(trial.query("SELECT id, v, CAST(at AS STRING) FROM silver.o"))
          .containsExactlyInAnyOrderElementsOf(
              trial.query(
                  "SELECT id, v, CAST(at AS STRING) FROM (SELECT *, row_number() OVER (PARTITION BY"
                      + " id ORDER BY _seq DESC) AS n FROM bronze.shop_o) WHERE n = 1 AND _op <>"
                      + " 'delete'"));
      assertThat(trial.query("SELECT concat_ws('|', id, v) FROM silver.o"))
          .containsExactlyInAnyOrderElementsOf(
              shop.rows("o").stream()
                  .map(row -> "[" + row.substring(0, row.lastIndexOf('|')) + "]")
                  .toList());
      assertThat(trial.query("SELECT n, ids FROM gold.g"))
          .isEqualTo(trial.query("SELECT count(*), sum(id) FROM silver.o"));
      assertThat(
              trial.query(
                  "SELECT id FROM (SELECT id, v, at, _op, lag(struct(v, at, _op)) OVER (PARTITION BY"
                      + " id ORDER BY _seq) AS b FROM bronze.shop_o) WHERE b.v = v AND b.at = at AND"
                      + " (b._op = 'delete') = (_op = 'delete')"))
          .as("changes that change nothing")
          .isEmpty();
    }
  }

  /** Some rows come, some change, some go. */
  private static void write(SourceDatabase shop, Random random) throws Exception {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      int id = random.nextInt(200);
      sql.append(
          switch (random.nextInt(4)) {
            case 0 -> "DELETE FROM o WHERE id = %d;".formatted(id);
            case 1 -> "UPDATE o SET v = 'u%d' WHERE id = %d;".formatted(random.nextInt(99), id);
            default ->
                "INSERT IGNORE INTO o (id, v) VALUES (%d, 'i%d');".formatted(id, random.nextInt(9));
          });
    }
    shop.run(sql.toString());
  }

  private void requireEnd(Trial trial, String option, int status)
      throws IOException, InterruptedException {
    Path said = root.resolve("said.txt");
    ProcessBuilder builder =
        Launcher.command(List.of("run", trial.folder().toString()), option)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("PENSTOCK_HOME", root.resolve("home").toString());
    builder.environment().put("PENSTOCK_HEAP", "700m");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process run = builder.start();
    if (!run.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      run.destroyForcibly();
      throw new AssertionError("the run does not end; it has said: " + Files.readString(said));
    }
    assertThat(run.exitValue()).as(option + ": " + Files.readString(said)).isEqualTo(status);
  }
}
