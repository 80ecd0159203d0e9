package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.ops.FaultPoint;
import io.penstock.publish.Target;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PublishSpec;
import io.penstock.testing.FaultsTried;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wires that fail, servers that refuse, publishers that meet, readers that look all the time, while
 * changes enter a table.
 */
@Timeout(300)
class ChangesUnderFaultsTest extends SwapContract {
  /** All of them on every server take minutes: {@code -Dpenstock.faults.statements=all}. */
  private static final boolean ALL_STATEMENTS =
      System.getProperty("penstock.faults.statements", "some").equals("all");

  // Each on one server, in turn.
  private static final List<String> SOME_STATEMENTS =
      List.of("UPDATE `_PENSTOCK_PART`", "INSERT INTO `T`", "UPDATE `_PENSTOCK_RUN`");

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT GET_LOCK",
          "INSERT INTO `_PENSTOCK_RUN`",
          "CREATE TABLE `T__",
          "INSERT INTO `_PENSTOCK_PART`",
          "UPDATE `_PENSTOCK_PART`",
          "SELECT VERSION, FENCE",
          "DELETE T FROM",
          "INSERT INTO `T`",
          "UPDATE `_PENSTOCK_PUBLICATION` SET TABLE_ID",
          "UPDATE `_PENSTOCK_RUN`",
          "COMMIT",
          "DROP TABLE IF EXISTS `T__",
          "DELETE FROM `_PENSTOCK_PART`");

  @TempDir Path root;
  private GoldShelf shelf;
  private int change;

  @BeforeEach
  void fill() {
    shelf =
        new GoldShelf(root)
            .is("SELECT id, 1 AS v, repeat('x', 100) AS name, id * 2 AS amount FROM range(500)");
    shelf.publish(endpoint());
  }

  @AfterAll
  static void say() {
    FaultsTried.add("wires that failed while changes entered", CuttingProxy.tricksPlayed());
  }

  @Test
  void a_wire_that_fails_at_any_statement_leaves_a_whole_version() throws Exception {
    List<String> words = ALL_STATEMENTS ? STATEMENTS : SOME_STATEMENTS;
    for (int i = 0; i < words.size(); i++) {
      if (isTurnOf(i)) {
        survives(words.get(i), 1, CuttingProxy.Trick.LOSE_ANSWER);
      }
      if (ALL_STATEMENTS) {
        survives(words.get(i), 1, CuttingProxy.Trick.CUT_BEFORE);
      }
    }
    survives("COMMIT", 100, CuttingProxy.Trick.LOSE_ANSWER);
  }

  private boolean isTurnOf(int fault) {
    List<TestServer> servers = TestServer.all().toList();
    return ALL_STATEMENTS || fault % servers.size() == servers.indexOf(server);
  }

  @Test
  void a_wire_that_is_cut_or_goes_silent_in_mid_load_is_noticed() throws Exception {
    shelf.is("SELECT id, 1 AS v, repeat('x', 2000) AS name, id * 2 AS amount FROM range(2500)");
    shelf.generation = "with long names";
    shelf.publish(endpoint());
    List<CuttingProxy.Trick> tricks =
        List.of(CuttingProxy.Trick.CUT_IN_MIDDLE, CuttingProxy.Trick.SILENCE);
    for (int i = 0; i < tricks.size(); i++) {
      if (isTurnOf(i)) {
        survives("LOAD DATA", 1, tricks.get(i));
      }
    }
  }

  private void survives(String word, int times, CuttingProxy.Trick trick) throws Exception {
    Map<String, Integer> before = inTarget();
    change++;
    shelf.sql("UPDATE @ SET v = v + 1 WHERE id % 3 = 0").sql("DELETE FROM @ WHERE id = " + change);
    String place = word + " " + trick + " " + times;
    try (CuttingProxy proxy = new CuttingProxy(server.address(), word, times, trick)) {
      try {
        shelf.publish(through(proxy));
      } catch (OutsideException e) {
        assertThat(e.getMessage()).as(place).doesNotContain("Exception").doesNotContain("\n");
        assertThat(inTarget()).as(place).isIn(before, inLake());
      }
      assertThat(proxy.left()).as(place + " was tried").isLessThan(times);
    }
    shelf.publish(endpoint());
    assertThat(inTarget()).as(place).isEqualTo(inLake());
    shelf.publish(endpoint());
    assertThat(tables()).as(place).noneMatch(name -> name.contains("__penstock_"));
    assertThat(list("SELECT version FROM _penstock_publication"))
        .as(place)
        .containsExactly(Long.toString(shelf.version()));
  }

  @Test
  void readers_see_one_version_at_every_moment() throws Exception {
    shelf.is("SELECT id, CAST(1 AS bigint) AS v FROM range(2000)");
    shelf.generation = "another";
    shelf.ddl = PublishSpec.Ddl.ANY;
    shelf.publish(endpoint());
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> read(done));
    for (int i = 0; i < 4; i++) {
      shelf.sql("UPDATE @ SET v = v + 1");
      assertThat(shelf.publish(endpoint()).detail()).startsWith("changes of");
    }
    done.set(true);
    assertThat(reader.get(20, TimeUnit.SECONDS)).as("versions seen").isGreaterThan(2);
  }

  private int read(AtomicBoolean done) {
    List<Long> seen = new ArrayList<>();
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      while (!done.get()) {
        try (ResultSet row = sql.executeQuery("SELECT COUNT(*), MIN(v), MAX(v) FROM t")) {
          row.next();
          assertThat(row.getLong(1)).isEqualTo(2000);
          assertThat(row.getLong(2)).isEqualTo(row.getLong(3));
          if (seen.isEmpty() || seen.get(seen.size() - 1) < row.getLong(2)) {
            seen.add(row.getLong(2));
          }
        }
        // Not more often than that: the publisher and the server need the processor too.
        Thread.sleep(2);
      }
      return seen.size();
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void two_publishers_of_one_change_do_it_once() throws Exception {
    shelf.sql("UPDATE @ SET v = 2 WHERE id < 50");
    List<CompletableFuture<Target.Delivered>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(CompletableFuture.supplyAsync(() -> shelf.publish(endpoint())));
    }
    long updated = 0;
    for (CompletableFuture<Target.Delivered> each : both) {
      updated += each.get(60, TimeUnit.SECONDS).counts().updated();
    }
    assertThat(updated).isEqualTo(50);
    assertThat(inTarget()).isEqualTo(inLake());
  }

  @Test
  void who_is_not_the_last_publisher_any_more_changes_nothing() throws Exception {
    shelf.sql("UPDATE @ SET v = 2 WHERE id < 50");
    AtomicBoolean once = new AtomicBoolean();
    FaultPoint.listen(
        point -> {
          if (point.equals("staged") && !once.getAndSet(true)) {
            raiseTheFence();
          }
        });
    try {
      assertThatThrownBy(() -> shelf.publish(endpoint()))
          .isInstanceOf(OutsideException.class)
          .hasMessageContaining("another run has published it meanwhile");
    } finally {
      FaultPoint.listen(point -> {});
    }
    assertThat(one("SELECT COUNT(*) FROM t WHERE v = 2")).isEqualTo("0");
    shelf.publish(endpoint());
    assertThat(inTarget()).isEqualTo(inLake());
  }

  private void raiseTheFence() {
    try {
      run("UPDATE _penstock_publication SET fence = fence + 1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void without_local_infile_rows_go_by_insert() throws Exception {
    run("SET GLOBAL local_infile = 0");
    try {
      shelf.sql("UPDATE @ SET name = 'tab\\t, \\\\ and \"quotes\"', v = NULL WHERE id < 50");
      shelf.publish(endpoint());
      assertThat(inTarget()).isEqualTo(inLake());
    } finally {
      run("SET GLOBAL local_infile = 1");
    }
  }

  @Test
  void a_transaction_that_holds_rows_delays_the_change_only() throws Exception {
    shelf.sql("UPDATE @ SET v = 2 WHERE id < 50");
    try (Connection holder = connect()) {
      holder.setAutoCommit(false);
      holder.createStatement().executeQuery("SELECT * FROM t WHERE id = 7 FOR UPDATE").close();
      CompletableFuture<Target.Delivered> publication =
          CompletableFuture.supplyAsync(() -> shelf.publish(endpoint()));
      Thread.sleep(1_500);
      assertThat(publication).isNotDone();
      holder.rollback();
      publication.get(60, TimeUnit.SECONDS);
    }
    assertThat(inTarget()).isEqualTo(inLake());
  }

  private MySqlEndpoint through(CuttingProxy proxy) {
    MySqlEndpoint direct = endpoint();
    return new MySqlEndpoint(
        direct.url().replace(server.address(), proxy.address()), direct.user(), direct.password());
  }

  private Map<String, Integer> inTarget() throws Exception {
    return TargetRows.of(connect(), "t", List.of(shelf.rows().columns()));
  }

  private Map<String, Integer> inLake() {
    return TargetRows.of(shelf.rows(), List.of(shelf.rows().columns()));
  }
}
