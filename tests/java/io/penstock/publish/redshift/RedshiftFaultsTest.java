package io.penstock.publish.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.FaultPoint;
import io.penstock.spec.PenstockException;
import io.penstock.spec.PublishSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills, cuts and lost answers at every step: no row twice, although nobody enforces a key. */
class RedshiftFaultsTest {
  private static final String COLUMNS = "id, name, amount";

  @TempDir private Path root;

  private RedshiftEndpoint server;
  private WarehouseShelf shelf;

  /** Ends a step where a process would have ended; nothing in the way catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String point) {
      super(point, null, false, false);
    }
  }

  @BeforeEach
  void anotherDatabase() {
    server = Warehouse.endpoint("f" + UUID.randomUUID().toString().replace("-", ""));
    shelf = new WarehouseShelf(root);
    shelf.is(
        "SELECT id, concat('n', id) AS name, CAST(id AS DECIMAL(10,2)) AS amount FROM range(40)");
  }

  @AfterEach
  void listenNoMore() {
    FaultPoint.listen(point -> {});
  }

  private void requireSame() throws Exception {
    assertThat(Warehouse.query(server, "SELECT " + COLUMNS + " FROM t ORDER BY 1"))
        .isEqualTo(shelf.rows(COLUMNS));
    assertThat(
            Warehouse.query(
                server,
                "SELECT relname FROM pg_class WHERE relname LIKE 't\\_\\_penstock\\_%' AND"
                    + " relname <> 't__penstock_lock'"))
        .isEmpty();
    assertThat(Warehouse.staged()).isEmpty();
    assertThat(
            Warehouse.query(
                server, "SELECT COUNT(*) FROM _penstock_run WHERE state <> 'published'"))
        .containsExactly("0");
  }

  private void change(int round) {
    shelf.sql("UPDATE @ SET name = 'r" + round + "' WHERE id % 7 = " + round % 7);
    shelf.sql("DELETE FROM @ WHERE id = " + (30 + round));
    shelf.sql("INSERT INTO @ VALUES (" + (100 + round) + ", 'new', 0.5)");
  }

  private Set<String> points(Runnable publication) {
    Set<String> points = new LinkedHashSet<>();
    FaultPoint.listen(points::add);
    publication.run();
    FaultPoint.listen(point -> {});
    return points;
  }

  @ParameterizedTest
  @CsvSource({"SWAP", "UPSERT"})
  void aKillAnywhereIsMadeUpForByTheNextRun(PublishSpec.Mode mode) throws Exception {
    shelf.mode = mode;
    shelf.publish(server);
    shelf.whole = mode == PublishSpec.Mode.SWAP;
    change(0);
    Set<String> points = points(() -> shelf.publish(server));
    assertThat(points.size()).isGreaterThan(10);
    int round = 1;
    for (String point : points) {
      change(round++);
      AtomicBoolean killed = new AtomicBoolean();
      FaultPoint.listen(
          passed -> {
            if (passed.equals(point) && killed.compareAndSet(false, true)) {
              throw new Killed(point);
            }
          });
      try {
        shelf.publish(server);
      } catch (Killed e) {
        // As a process would have ended here.
      } finally {
        FaultPoint.listen(p -> {});
      }
      shelf.publish(server);
      requireSame();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "COMMIT,LOSE_ANSWER,0",
    "COMMIT,LOSE_ANSWER,1",
    "COMMIT,CUT_BEFORE,1",
    "COPY ,LOSE_ANSWER,0",
    "COPY ,CUT_BEFORE,0",
    "DELETE FROM \"public\".\"t\",LOSE_ANSWER,0",
    "INSERT INTO \"public\".\"t\",LOSE_ANSWER,0"
  })
  void anAnswerThatIsLostIsLookedUp(String words, LosingProxy.Trick trick, int skip)
      throws Exception {
    shelf.publish(server);
    change(1);
    String database = RedshiftEndpoint.database(server.url());
    try (LosingProxy proxy =
        new LosingProxy(Warehouse.servers().redshift().port(), words, trick, skip, 1)) {
      try {
        shelf.publish(Warehouse.endpoint(database, proxy.port()));
      } catch (PenstockException e) {
        assertThat(e.retryable()).isTrue();
      }
      assertThat(proxy.left()).isZero();
    }
    // What is left where the connection is gone, the next run removes.
    shelf.publish(server);
    requireSame();
  }

  @ParameterizedTest
  @CsvSource({
    "COMMIT,LOSE_ANSWER,0",
    "COMMIT,LOSE_ANSWER,1",
    "COMMIT,CUT_BEFORE,1",
    "COPY ,LOSE_ANSWER,0"
  })
  void aSwapWhoseAnswerIsLostIsLookedUp(String words, LosingProxy.Trick trick, int skip)
      throws Exception {
    shelf.whole = true;
    String database = RedshiftEndpoint.database(server.url());
    try (LosingProxy proxy =
        new LosingProxy(Warehouse.servers().redshift().port(), words, trick, skip, 1)) {
      try {
        shelf.publish(Warehouse.endpoint(database, proxy.port()));
      } catch (PenstockException e) {
        shelf.publish(server);
      }
      assertThat(proxy.left()).isZero();
    }
    shelf.publish(server);
    requireSame();
  }

  @Test
  void readersSeeOneWholeVersionAtEveryMoment() throws Exception {
    shelf.is("SELECT id, 'v0' AS name, CAST(1 AS DECIMAL(10,2)) AS amount FROM range(500)");
    shelf.publish(server);
    AtomicBoolean end = new AtomicBoolean();
    AtomicReference<String> wrong = new AtomicReference<>();
    List<String> seen = new ArrayList<>();
    Thread reader =
        new Thread(
            () -> {
              while (!end.get()) {
                try {
                  List<String> rows =
                      Warehouse.query(
                          server, "SELECT COUNT(*), COUNT(DISTINCT name), MAX(name) FROM t");
                  seen.add(rows.get(0));
                  if (!rows.get(0).startsWith("500|1|")) {
                    wrong.set(rows.get(0));
                  }
                } catch (Exception e) {
                  // A reader may meet the moment of the rename; a version it never halves.
                  if (!String.valueOf(e.getMessage()).contains("does not exist")) {
                    wrong.set(e.toString());
                  }
                }
              }
            });
    reader.start();
    for (int round = 1; round < 7; round++) {
      shelf.mode = round % 2 == 0 ? PublishSpec.Mode.SWAP : PublishSpec.Mode.UPSERT;
      shelf.sql("UPDATE @ SET name = 'v" + round + "'");
      shelf.publish(server);
    }
    end.set(true);
    reader.join();
    assertThat(wrong.get()).isNull();
    assertThat(seen.size()).isGreaterThan(5);
  }

  @Test
  void randomHistoriesEndAsTheLakeIs() throws Exception {
    Random random = new Random(7);
    List<String> points = new ArrayList<>(points(() -> shelf.publish(server)));
    change(0);
    points.addAll(points(() -> shelf.publish(server)));
    for (int round = 1; round < 7; round++) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        int id = random.nextInt(60);
        switch (random.nextInt(3)) {
          case 0 -> shelf.sql("DELETE FROM @ WHERE id % 20 = " + id % 20);
          case 1 -> shelf.sql("UPDATE @ SET amount = amount + 1, name = NULL WHERE id < " + id);
          default ->
              shelf.sql(
                  "MERGE INTO @ t USING (SELECT "
                      + id
                      + " AS id) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET name = '' WHEN NOT"
                      + " MATCHED THEN INSERT (id, name, amount) VALUES (s.id, 'é|~', -0.01)");
        }
      }
      String point = points.get(random.nextInt(points.size()));
      AtomicBoolean killed = new AtomicBoolean(random.nextBoolean());
      FaultPoint.listen(
          passed -> {
            if (passed.equals(point) && killed.compareAndSet(false, true)) {
              throw new Killed(point);
            }
          });
      try {
        shelf.publish(server);
      } catch (Killed e) {
        FaultPoint.listen(p -> {});
        shelf.publish(server);
      } finally {
        FaultPoint.listen(p -> {});
      }
      shelf.publish(server);
      requireSame();
    }
  }
}
