package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.publish.jdbc.LockTimeouts;
import io.penstock.spec.OutsideException;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What a killed or failed publication leaves, and that it harms nobody. */
class OrphanCleanupTest extends SwapContract {
  @Test
  void the_next_publication_removes_what_a_killed_one_left() throws Exception {
    swap(version(1, 5)).run();
    // As after a kill in mid-load, with one part committed.
    run(
        "INSERT INTO _penstock_run VALUES ('dead00000000', 't', 'swap', 'made-once', NULL, 2, 3, 'x',"
            + " 9, 'loading', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))",
        "INSERT INTO _penstock_part VALUES ('dead00000000', 0, 4, NULL, UTC_TIMESTAMP(6))",
        "CREATE TABLE t__penstock_dead00000000 (id bigint)",
        "INSERT INTO _penstock_publication SELECT target, 'dead00000000', table_id, 2, run_id,"
            + " definition, 9, 4, 4, 4, 0, 0, 0, updated_at, owner, hash_method FROM _penstock_publication");
    swap(version(2, 5)).version(2).run();
    assertThat(tables())
        .containsExactlyInAnyOrder(
            "_penstock_part", "_penstock_publication", "_penstock_run", "t", "t__old");
    assertThat(list("SELECT state FROM _penstock_run")).containsExactly("published");
    assertThat(list("SELECT version FROM _penstock_publication")).containsExactly("2");
    assertThat(list("SELECT DISTINCT load_id FROM _penstock_part"))
        .isEqualTo(list("SELECT load_id FROM _penstock_run"));
  }

  @Test
  void other_tables_of_the_database_are_none_of_its_business() throws Exception {
    swap(version(1, 5)).table("other").run();
    run("CREATE TABLE other__penstock_abc (x int)");
    swap(version(1, 5)).run();
    swap(version(2, 5)).version(2).run();
    assertThat(tables()).contains("other", "other__penstock_abc");
    assertThat(one("SELECT COUNT(*) FROM _penstock_run WHERE target = 'other'")).isEqualTo("1");
  }

  @Test
  void a_leftover_that_somebody_still_holds_stops_the_run_in_time() throws Exception {
    swap(version(1, 5)).run();
    swap(version(2, 5)).version(2).run();
    try (Connection holder = connect();
        Statement sql = holder.createStatement()) {
      holder.setAutoCommit(false);
      sql.executeQuery("SELECT * FROM t__old").close();
      assertThatThrownBy(
              () -> swap(version(3, 5)).version(3).patience(new LockTimeouts(5, 1, 2)).run())
          .isInstanceOf(OutsideException.class)
          .hasMessageContaining("holds the table");
      holder.rollback();
    }
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("2");
    swap(version(3, 5)).version(3).run();
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("3");
  }

  @Test
  void a_comment_that_lost_our_mark_stops_no_later_run() throws Exception {
    swap(version(1, 5)).run();
    run("ALTER TABLE t COMMENT = 'mine'");
    for (int i = 2; i < 5; i++) {
      swap(version(i, 5)).version(i).run();
    }
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("4");
    assertThat(ddl("t")).contains("COMMENT='mine penstock:");
  }
}
