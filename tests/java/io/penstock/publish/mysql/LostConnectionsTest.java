package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.spec.OutsideException;
import io.penstock.testing.FaultsTried;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Connections that break at the worst moment. */
class LostConnectionsTest extends SwapContract {
  @AfterAll
  static void say() {
    FaultsTried.add("wires that failed while a table was loaded", CuttingProxy.tricksPlayed());
  }

  private MySqlEndpoint through(CuttingProxy proxy) {
    MySqlEndpoint direct = endpoint();
    return new MySqlEndpoint(
        direct.url().replace(server.address(), proxy.address()), direct.user(), direct.password());
  }

  @Test
  void the_ledger_knows_whether_a_commit_happened() throws Exception {
    swap(version(1, 100)).run();
    try (CuttingProxy proxy = new CuttingProxy(server.address(), "COMMIT", 1)) {
      assertThat(swap(version(2, 100)).version(2).to(through(proxy)).run().written())
          .isEqualTo(100);
      assertThat(proxy.left()).isNotPositive();
    }
    assertThat(list("SELECT CONCAT(COUNT(*), ' ', MIN(v)) FROM t")).containsExactly("100 2");
    assertThat(one("SELECT SUM(`rows`) FROM _penstock_part")).isEqualTo("100");
  }

  @Test
  void a_rename_whose_answer_is_lost_has_happened() throws Exception {
    swap(version(1, 100)).run();
    try (CuttingProxy proxy = new CuttingProxy(server.address(), "RENAME TABLE", 1)) {
      assertThat(swap(version(2, 100)).version(2).to(through(proxy)).run().written())
          .isEqualTo(100);
      assertThat(proxy.left()).isNotPositive();
    }
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("2");
    swap(version(3, 100)).version(3).run();
    assertThat(list("SELECT DISTINCT v FROM t__old")).containsExactly("2");
    assertThat(one("SELECT COUNT(*) FROM _penstock_run")).isEqualTo("1");
  }

  @Test
  void a_cut_before_the_part_begins_is_tried_again() throws Exception {
    try (CuttingProxy proxy =
        new CuttingProxy(server.address(), "INSERT INTO `_PENSTOCK_PART`", 1)) {
      swap(version(1, 100)).to(through(proxy)).run();
      assertThat(proxy.left()).isNotPositive();
    }
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("100");
  }

  @Test
  void a_cut_in_any_other_statement_leaves_the_version_before() throws Exception {
    swap(version(1, 100)).run();
    for (String word :
        new String[] {
          "SELECT GET_LOCK",
          "CREATE TABLE `T__",
          "ANALYZE",
          "INSERT INTO `_PENSTOCK_PUBLICATION`",
          "DROP TABLE IF EXISTS `T__OLD"
        }) {
      try (CuttingProxy proxy = new CuttingProxy(server.address(), word, 1)) {
        OutsideException failure =
            catchThrowableOfType(
                OutsideException.class,
                () -> swap(version(2, 100)).version(2).to(through(proxy)).run());
        assertThat(failure).as(word).hasMessageContaining("readers still see a whole version");
        assertThat(failure.retryable()).isTrue();
      }
      assertThat(list("SELECT DISTINCT v FROM t")).as(word).containsExactly("1");
    }
    swap(version(2, 100)).version(2).run();
    assertThat(list("SELECT CONCAT(COUNT(*), ' ', MIN(v)) FROM t")).containsExactly("100 2");
    assertThat(tables()).noneMatch(name -> name.contains("__penstock_"));
  }

  @Test
  void a_connection_killed_in_mid_load_doubles_nothing() throws Exception {
    swap(version(1, 100)).run();
    Dataset<Row> many =
        spark.range(0, 300_000, 1, 2).selectExpr("id", "2 AS v", "repeat('x', 200) AS amount");
    CompletableFuture<Boolean> killer = CompletableFuture.supplyAsync(this::killALoad);
    // The task is tried again, and its part begins anew.
    swap(many).version(2).run();
    assertThat(killer.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(one("SELECT CONCAT(COUNT(*), ' ', MAX(id)) FROM t")).isEqualTo("300000 299999");
    assertThat(tables()).noneMatch(name -> name.contains("__penstock_"));
  }

  private boolean killALoad() {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      for (int i = 0; i < 10_000; i++) {
        try (ResultSet row =
            sql.executeQuery(
                "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE 'LOAD DATA%' AND DB ="
                    + " DATABASE()")) {
          if (row.next()) {
            long id = row.getLong(1);
            row.close();
            sql.execute("KILL " + id);
            return true;
          }
        }
        Thread.sleep(2);
      }
      return false;
    } catch (java.sql.SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
