package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.ops.Counts;
import io.penstock.publish.Target;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.SourceProfile;
import io.penstock.spec.Limit;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.RefusedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mode: upsert} and {@code mode: append} do to a table and to its neighbours. */
class ChangesTest extends BothServers {
  private static final String COMMENT =
      "SELECT TABLE_COMMENT FROM information_schema.TABLES WHERE TABLE_NAME = 't'"
          + " AND TABLE_SCHEMA = DATABASE()";

  @TempDir Path root;
  private GoldShelf shelf;

  @BeforeEach
  void fill() {
    shelf =
        new GoldShelf(root)
            .is(
                "SELECT id, concat('name ', id) AS name, CAST(id AS decimal(10,2)) AS amount"
                    + " FROM range(10)");
  }

  @Test
  void only_what_changed_is_sent() throws Exception {
    assertThat(publish().counts()).isEqualTo(Counts.written(10));
    List<List<String>> made = each(server -> list(server, COMMENT));
    shelf.sql("UPDATE @ SET amount = 7.77 WHERE id IN (3, 4)");
    shelf.sql("INSERT INTO @ VALUES (20, NULL, 20.5), (21, 'x', NULL)");
    shelf.sql("DELETE FROM @ WHERE id = 9");
    assertThat(preview()).isEqualTo("2 rows to insert, 2 to update, 1 to delete");
    Target.Delivered delivered = publish();
    assertThat(delivered.counts()).isEqualTo(new Counts(4, 2, 2, 0, 1, 0, 0, 0));
    assertThat(delivered.detail()).isEqualTo("changes of version 1 to 3; every row compared");
    assertSame();
    assertThat(each(server -> list(server, COMMENT)))
        .as("the table is the same one")
        .isEqualTo(made);
    assertThat(tables())
        .containsExactly("_penstock_part", "_penstock_publication", "_penstock_run", "t");
    assertThat(one("SELECT COUNT(*) FROM _penstock_run")).isEqualTo("1");
  }

  @Test
  void a_key_that_came_and_went_is_no_change() throws Exception {
    publish();
    shelf.sql("INSERT INTO @ VALUES (50, 'short', 1)").sql("DELETE FROM @ WHERE id = 50");
    shelf.sql("UPDATE @ SET name = 'other' WHERE id = 1");
    shelf.sql("UPDATE @ SET name = 'name 1' WHERE id = 1");
    Target.Delivered delivered = publish();
    assertThat(delivered.counts()).isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0, 0));
    assertSame();
    assertThat(one("SELECT version FROM _penstock_publication")).isEqualTo("4");
  }

  @Test
  void keys_that_change_places_in_one_commit_keep_their_rows() throws Exception {
    publish();
    shelf.sql(
        "UPDATE @ SET id = CASE id WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE id + 100 END WHERE id IN"
            + " (1, 2, 5)");
    publish();
    assertSame();
  }

  @Test
  void a_second_unique_index_rewrites_no_other_row() throws Exception {
    publish();
    run("ALTER TABLE t ADD UNIQUE INDEX one_name (name)");
    shelf.sql(
        "UPDATE @ SET name = CASE id WHEN 1 THEN 'name 2' WHEN 2 THEN 'name 1' END WHERE id IN"
            + " (1, 2)");
    publish();
    assertSame();
    shelf.sql("UPDATE @ SET name = 'name 3' WHERE id = 4");
    assertThatThrownBy(this::publish)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("two rows share a key")
        .hasMessageContaining("name 3");
    assertThat(one("SELECT version FROM _penstock_publication")).isEqualTo("1");
    assertThat(one("SELECT name FROM t WHERE id = 4")).isEqualTo("name 4");
  }

  @Test
  void rows_of_others_stay_unless_the_target_is_a_mirror() throws Exception {
    publish();
    run("INSERT INTO t VALUES (1000, 'mine', 1), (1001, 'mine', 2)");
    shelf.sql("DELETE FROM @ WHERE id = 3").sql("UPDATE @ SET amount = 0 WHERE id = 4");
    Target.Delivered delivered = publish();
    assertThat(delivered.detail()).contains("all rows into a table with rows of others");
    assertThat(delivered.counts().deleted()).isOne();
    assertThat(list("SELECT id FROM t WHERE id >= 1000")).containsExactly("1000", "1001");
    assertThat(one("SELECT other_rows FROM _penstock_publication")).isEqualTo("2");
    // They are known now, so that changes alone are enough again.
    shelf.sql("UPDATE @ SET amount = 1 WHERE id = 4");
    assertThat(publish().detail()).isEqualTo("changes of version 3; every row compared");
    shelf.deletes = PublishSpec.Deletes.MIRROR;
    shelf.sql("UPDATE @ SET amount = 2 WHERE id = 4");
    publish();
    shelf.sql("UPDATE @ SET amount = 3 WHERE id = 4");
    run("INSERT INTO t VALUES (1002, 'mine', 1)");
    publish();
    assertSame();
  }

  @Test
  void rows_of_others_do_not_go_with_a_column() throws Exception {
    publish();
    run("INSERT INTO t VALUES (1000, 'mine', 1)");
    shelf.ddl = PublishSpec.Ddl.ANY;
    shelf.is("SELECT id, concat('name ', id) AS name FROM range(12)");
    assertThatThrownBy(this::publish)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("it holds rows of others")
        .hasMessageContaining("DROP COLUMN `amount`");
    assertThat(one("SELECT name FROM t WHERE id = 1000")).isEqualTo("mine");
  }

  @Test
  void a_full_refresh_of_appended_rows_keeps_those_of_others() throws Exception {
    shelf.mode = PublishSpec.Mode.APPEND;
    publish();
    run("INSERT INTO t VALUES (1000, 'mine', 1)");
    shelf.sql("INSERT INTO @ VALUES (20, 'new', 1)");
    publishAnew();
    assertThat(list("SELECT id FROM t WHERE id >= 20")).containsExactly("20", "1000");
    assertThat(one("SELECT other_rows FROM _penstock_publication")).isEqualTo("1");
  }

  @Test
  void what_somebody_changed_in_the_target_is_put_right() throws Exception {
    publish();
    run("UPDATE t SET name = 'tampered' WHERE id = 7");
    shelf.sql("UPDATE @ SET amount = 0 WHERE id = 4");
    assertThat(publish().detail()).contains("does not hold the rows that were published");
    assertSame();
    run("DELETE FROM t WHERE id = 7");
    shelf.sql("UPDATE @ SET amount = 1 WHERE id = 4");
    publish();
    assertSame();
  }

  @Test
  void deletes_none_keeps_what_is_gone() throws Exception {
    shelf.deletes = PublishSpec.Deletes.NONE;
    publish();
    shelf.sql("DELETE FROM @ WHERE id < 3");
    assertThat(publish().counts().deleted()).isZero();
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("10");
    shelf.sql("INSERT INTO @ VALUES (1, 'back', 1)");
    publish();
    assertThat(one("SELECT name FROM t WHERE id = 1")).isEqualTo("back");
    assertThat(one("SELECT other_rows FROM _penstock_publication")).isEqualTo("2");
  }

  @Test
  void too_many_deletes_are_refused_before_anything_changes() throws Exception {
    shelf.maxDelete = Limit.parse("20%");
    publish();
    shelf.sql("DELETE FROM @ WHERE id < 3");
    assertThatThrownBy(this::publish)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("guard.max_delete: 20%")
        .hasMessageContaining("3 of 10 rows");
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("10");
    assertThat(tables()).hasSize(4);
    shelf.mode = PublishSpec.Mode.SWAP;
    assertThatThrownBy(this::publishAnew).hasMessageContaining("3 of 10 rows");
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("10");
    shelf.maxDelete = Limit.parse("30%");
    shelf.mode = PublishSpec.Mode.UPSERT;
    publish();
    assertSame();
  }

  @Test
  void a_new_column_and_a_wider_type_are_added_to_the_table() throws Exception {
    publish();
    run(
        "ALTER TABLE t ADD INDEX mine (name), MODIFY COLUMN name varchar(255) COLLATE utf8mb4_bin"
            + " NULL COMMENT 'who'");
    shelf.sql("ALTER TABLE @ ADD COLUMNS (note string, seen timestamp)");
    shelf.sql(
        "INSERT INTO @ VALUES (30, repeat('long', 100), 1, 'new', TIMESTAMP'2024-02-29"
            + " 01:02:03.000004')");
    assertThat(preview())
        .contains("ALTER TABLE `t`", "ADD COLUMN `note` varchar(255) NULL", "MODIFY COLUMN `name`");
    shelf.ddl = PublishSpec.Ddl.NONE;
    assertThatThrownBy(this::publish)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("ADD COLUMN `note`")
        .hasMessageContaining("guard: {ddl: additive}");
    shelf.ddl = PublishSpec.Ddl.ADDITIVE;
    publish();
    assertSame();
    assertThat(each(server -> ddl(server)))
        .allSatisfy(
            ddl -> assertThat(ddl).contains("KEY `mine`", "COMMENT 'who'", "`name` varchar(2000)"));
  }

  @Test
  void a_column_that_is_gone_is_refused_or_makes_the_table_anew() throws Exception {
    publish();
    shelf.is("SELECT id, concat('name ', id) AS name FROM range(12)");
    assertThatThrownBy(this::publish)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("DROP COLUMN `amount`")
        .hasMessageContaining("guard: {ddl: any}");
    shelf.ddl = PublishSpec.Ddl.ANY;
    assertThat(publish().detail()).contains("its columns changed");
    assertSame();
  }

  @Test
  void another_generation_is_published_anew() throws Exception {
    publish();
    shelf.generation = "made-again";
    shelf.sql("DELETE FROM @ WHERE id = 1");
    assertThat(publish().detail()).contains("'gold.sales' was made anew");
    assertSame();
  }

  @Test
  void history_that_was_cleaned_away_is_no_obstacle() throws Exception {
    publish();
    shelf.sql("UPDATE @ SET amount = 0 WHERE id = 4");
    shelf.spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
    shelf.sql("UPDATE @ SET amount = 1 WHERE id = 4");
    shelf.sql("VACUUM @ RETAIN 0 HOURS");
    assertThat(publish().detail()).contains("can no longer be read");
    assertSame();
  }

  @Test
  void append_adds_each_batch_once() throws Exception {
    shelf.mode = PublishSpec.Mode.APPEND;
    shelf.keys = List.of();
    publish();
    shelf.sql("INSERT INTO @ VALUES (1, 'again', 1), (1, 'again', 1)");
    assertThat(publish().counts()).isEqualTo(Counts.written(2));
    assertThat(publish().counts()).isEqualTo(Counts.NONE);
    assertSame();
    shelf.sql("UPDATE @ SET amount = 0 WHERE id = 4");
    assertThatThrownBy(this::publish)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("were changed or removed, not only added");
    assertSameVersion(1);
  }

  @Test
  void a_large_table_is_compared_by_what_changed() throws Exception {
    System.setProperty("penstock.publish.compared", "5");
    try {
      publish();
      shelf.sql("UPDATE @ SET amount = 1 WHERE id = 4").sql("DELETE FROM @ WHERE id = 5");
      shelf.sql("INSERT INTO @ VALUES (20, 'new', 1)");
      assertThat(publish().detail())
          .isEqualTo("changes of version 1 to 3; every changed row compared");
      assertSame();
      assertBooksAreGolds();
      // Whatever was done to the rows that change next is gone with the change, and it is said.
      run("DELETE FROM t WHERE id IN (4, 7)");
      shelf.sql("UPDATE @ SET amount = amount + 1 WHERE id = 4");
      shelf.sql("DELETE FROM @ WHERE id = 7");
      assertThat(publish().detail()).contains("had been altered in the target");
      assertSame();
      assertBooksAreGolds();
      run("INSERT INTO t VALUES (21, 'mine', 1)");
      shelf.sql("INSERT INTO @ VALUES (21, 'ours', 3)");
      assertThat(publish().detail()).contains("had been altered in the target");
      assertSame();
      assertBooksAreGolds();
    } finally {
      System.clearProperty("penstock.publish.compared");
    }
  }

  @Test
  void a_column_that_is_there_already_changes_the_hash_of_every_row_of_a_large_table()
      throws Exception {
    System.setProperty("penstock.publish.compared", "5");
    try {
      publish();
      // As a killed run leaves it, or a careful administrator.
      run("ALTER TABLE t ADD COLUMN note varchar(255) NULL");
      shelf.sql("ALTER TABLE @ ADD COLUMNS (note string)");
      shelf.sql("UPDATE @ SET note = 'x' WHERE id = 4");
      assertThat(publish().detail()).isEqualTo("changes of version 1 to 2; every row compared");
      assertSame();
      assertBooksAreGolds();
    } finally {
      System.clearProperty("penstock.publish.compared");
    }
  }

  private void assertBooksAreGolds() throws Exception {
    ChecksumColumns hashed =
        MySqlDialect.MYSQL.checksum(shelf.rows().schema(), shelf.publication(1));
    assertThat(
            one(
                "SELECT CONCAT(`rows`, ' rows, key hash ', key_hash, ', row hash ', row_hash) FROM"
                    + " _penstock_publication"))
        .isEqualTo(SourceProfile.totals(shelf.rows(), hashed).toString());
  }

  @Test
  void the_server_touches_the_changed_rows_only() throws Exception {
    shelf.is(
        "SELECT id, concat('name ', id) AS name, CAST(id AS decimal(10,2)) AS amount FROM"
            + " range(3000)");
    publish();
    shelf.sql("UPDATE @ SET amount = amount + 1 WHERE id % 10 = 0");
    shelf.sql("DELETE FROM @ WHERE id % 30 = 1");
    shelf.sql("INSERT INTO @ SELECT id + 5000, 'new', 1 FROM range(200)");
    List<Touched> before = each(this::touched);
    publish();
    List<Touched> after = each(this::touched);
    for (int i = 0; i < after.size(); i++) {
      assertThat(after.get(i).changed() - before.get(i).changed())
          .as("300 updated, 100 deleted, 200 inserted; the rest is the server's and the ledger's")
          .isBetween(600L, 600L + after.get(i).ledger());
    }
    assertSame();
  }

  /** Rows that the server says it changed, and how many of them may be in other tables than t. */
  private record Touched(long changed, long ledger) {}

  private Touched touched(TestServer server) throws Exception {
    if (list(server, "SELECT VERSION()").get(0).contains("MariaDB")) {
      try (Connection connection = connect(server)) {
        connection.createStatement().execute("SET GLOBAL userstat = 1");
      }
      List<String> changed =
          list(
              server,
              "SELECT ROWS_CHANGED FROM information_schema.TABLE_STATISTICS WHERE TABLE_SCHEMA ="
                  + " DATABASE() AND TABLE_NAME = 't'");
      return new Touched(changed.isEmpty() ? 0 : Long.parseLong(changed.get(0)), 0);
    }
    long sum = 0;
    for (String counter : List.of("updated", "deleted", "inserted")) {
      try (Connection connection = connect(server);
          ResultSet row =
              connection
                  .createStatement()
                  .executeQuery("SHOW GLOBAL STATUS LIKE 'Innodb_rows_" + counter + "'")) {
        row.next();
        sum += row.getLong(2);
      }
    }
    // The stage takes each changed row once more.
    return new Touched(sum, 600 + 100);
  }

  private String ddl(TestServer server) throws Exception {
    try (Connection connection = connect(server);
        ResultSet row = connection.createStatement().executeQuery("SHOW CREATE TABLE t")) {
      row.next();
      return row.getString(2);
    }
  }

  private Target.Delivered publish() throws Exception {
    return all(server -> shelf.publish(endpoint(server)));
  }

  private String preview() throws Exception {
    return all(server -> shelf.preview(endpoint(server)));
  }

  private void publishAnew() throws Exception {
    all(
        server -> {
          try (MySqlTarget target = new MySqlTarget(endpoint(server), shelf.patience)) {
            return target.refresh(
                shelf.publication(shelf.version()),
                shelf.gold(),
                io.penstock.ops.ProgressListener.SILENT);
          }
        });
  }

  private void assertSame() throws Exception {
    List<String> columns = Arrays.stream(shelf.rows().columns()).sorted().toList();
    assertThat(each(server -> TargetRows.of(connect(server), "t", columns)))
        .containsOnly(TargetRows.of(shelf.rows(), columns));
    assertSameVersion(shelf.version());
  }

  private void assertSameVersion(long version) throws Exception {
    assertThat(list("SELECT version FROM _penstock_publication"))
        .containsExactly(Long.toString(version));
  }
}
