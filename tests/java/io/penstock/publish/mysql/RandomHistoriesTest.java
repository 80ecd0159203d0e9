package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.FaultPoint;
import io.penstock.publish.Target;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.SourceProfile;
import io.penstock.spec.PublishSpec;
import io.penstock.testing.FaultsTried;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables that live through random changes, reruns and kills, and are compared with the lake row by
 * row after each. {@code -Dpenstock.histories=200} tries so many on each server; each is repeated
 * with its seed, which {@code -Dpenstock.histories.seed} gives.
 */
class RandomHistoriesTest extends SwapContract {
  private static final int HISTORIES = Integer.getInteger("penstock.histories", 1);
  private static final int SEED = Integer.getInteger("penstock.histories.seed", 1);
  private static final int ROUNDS = 4;
  private static final AtomicInteger TRIED = new AtomicInteger();
  private static final AtomicInteger KILLED = new AtomicInteger();
  private static final AtomicInteger BY_CHANGES = new AtomicInteger();

  private static final String BOOKS =
      "SELECT CONCAT(`rows`, ' rows, key hash ', key_hash, ', row hash ', row_hash) FROM"
          + " _penstock_publication";

  @TempDir Path root;

  /** Ends a step where a process would have ended; nothing in the way catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String point) {
      super(point, null, false, false);
    }
  }

  @AfterEach
  void listenNoMore() {
    FaultPoint.listen(point -> {});
    System.clearProperty("penstock.publish.compared");
  }

  @AfterAll
  static void say() {
    System.out.println(
        TRIED.getAndSet(0)
            + " publications of random histories equal the lake, "
            + BY_CHANGES.getAndSet(0)
            + " of them by changes alone, after "
            + KILLED
            + " kills");
    FaultsTried.add("kills in random histories", KILLED.getAndSet(0));
  }

  @Test
  @Timeout(36_000)
  void the_target_is_what_the_lake_is_after_every_change() throws Exception {
    for (int seed = SEED; seed < SEED + HISTORIES; seed++) {
      run("DROP TABLE IF EXISTS t, t__old, _penstock_run, _penstock_part, _penstock_publication");
      history(seed);
    }
  }

  private void history(int seed) throws Exception {
    Random random = new Random(seed);
    GoldShelf shelf = new GoldShelf(root.resolve("lake-" + seed));
    shelf.mode = random.nextInt(4) == 0 ? PublishSpec.Mode.SWAP : PublishSpec.Mode.UPSERT;
    shelf.deletes = random.nextBoolean() ? PublishSpec.Deletes.TRACKED : PublishSpec.Deletes.MIRROR;
    shelf.ddl = PublishSpec.Ddl.ANY;
    boolean pairs = random.nextBoolean();
    // As a small table, or as one that is too large to be compared as a whole after each change.
    System.setProperty("penstock.publish.compared", random.nextBoolean() ? "0" : "100000");
    shelf.keys = pairs ? List.of("id", "part") : List.of("id");
    shelf.is(
        "SELECT id, concat('p', id % 3) AS part, CAST(id * 1.25 AS decimal(12,2)) AS amount, IF(id %"
            + " 5 = 0, NULL, concat('it''s\\t', id)) AS name, DATE'2024-01-01' AS day FROM range(40)");
    List<String> story = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = random.nextInt(3); i >= 0 && round > 0; i--) {
        story.add(change(shelf, random, round));
      }
      String place = "seed " + seed + " on " + server + ", round " + round + ": " + story;
      try {
        publishThroughKills(shelf, random, story);
        TargetRows.assertSame(connect(), "t", shelf.rows());
        assertThat(list(BOOKS)).containsExactly(totals(shelf));
      } catch (Exception | AssertionError e) {
        throw new AssertionError(place, e);
      }
      assertThat(list("SELECT version FROM _penstock_publication"))
          .as(place)
          .containsExactly(Long.toString(shelf.version()));
      assertThat(tables())
          .as(place)
          .isSubsetOf("_penstock_part", "_penstock_publication", "_penstock_run", "t", "t__old");
      TRIED.incrementAndGet();
    }
  }

  private static String totals(GoldShelf shelf) {
    ChecksumColumns hashed =
        MySqlDialect.MYSQL.checksum(shelf.rows().schema(), shelf.publication(1));
    return SourceProfile.totals(shelf.rows(), hashed).toString();
  }

  /** Killed up to twice, at any point between two effects; then left in peace. */
  private void publishThroughKills(GoldShelf shelf, Random random, List<String> story) {
    for (int kills = random.nextInt(3); kills > 0; kills--) {
      AtomicInteger left = new AtomicInteger(random.nextInt(11));
      FaultPoint.listen(
          point -> {
            // A task that dies is Spark's to try again; here it is the whole run that does.
            if (!point.startsWith("part-") && left.getAndDecrement() == 0) {
              throw new Killed(point);
            }
          });
      try {
        shelf.publish(endpoint());
      } catch (Killed e) {
        KILLED.incrementAndGet();
        story.add("killed at " + e.getMessage());
      } finally {
        FaultPoint.listen(point -> {});
      }
    }
    Target.Delivered delivered = shelf.publish(endpoint());
    story.add(delivered.detail());
    if (delivered.detail().startsWith("changes of")) {
      BY_CHANGES.incrementAndGet();
    }
  }

  private static String change(GoldShelf shelf, Random random, int round) {
    int a = random.nextInt(40);
    String columns = String.join(", ", shelf.rows().columns());
    String statement =
        switch (random.nextInt(9)) {
          case 0, 1 -> "UPDATE @ SET amount = amount + 1 WHERE id % 7 = " + a % 7;
          case 2 -> "UPDATE @ SET name = IF(name IS NULL, '', NULL) WHERE id % 5 = " + a % 5;
          case 3 -> "DELETE FROM @ WHERE id % 11 = " + a % 11;
          case 4 ->
              "INSERT INTO @ (id, part, amount, name, day) SELECT id + "
                  + (1000 * round + 50 * a)
                  + ", 'new', -1.5, 'ä€😀\\\\', NULL FROM range(5)";
          case 5 -> "UPDATE @ SET id = id + " + (100_000 * round + 50 * a) + " WHERE id % 6 = 1";
          case 6 ->
              columns.contains("more" + round)
                  ? "UPDATE @ SET amount = NULL WHERE id = " + a
                  : "ALTER TABLE @ ADD COLUMNS (more" + round + " string)";
          case 7 -> "UPDATE @ SET name = repeat('long', " + (20 + a * 3) + ") WHERE id = " + a;
          default ->
              "MERGE INTO @ t USING (SELECT * FROM @ WHERE id % 4 = "
                  + a % 4
                  + ") s ON t.id = s.id AND t.part = s.part WHEN MATCHED AND t.id % 8 < 4 THEN DELETE"
                  + " WHEN MATCHED THEN UPDATE SET amount = 0";
        };
    shelf.sql(statement);
    return statement;
  }
}
