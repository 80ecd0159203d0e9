package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.RefusedException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the table is made of, and what somebody added to it that must survive. */
class TableShapeTest extends SwapContract {
  @Test
  void a_table_is_made_properly() throws Exception {
    swap("SELECT 1 AS id, 'x' AS name, 1.5 AS price, DATE'2024-01-01' AS day, current_timestamp() at")
        .indexes(List.of(List.of("name", "day"), List.of("price")))
        .run();
    assertThat(ddl("t"))
        .contains("ENGINE=InnoDB", "CHARSET=utf8mb4", "COLLATE=utf8mb4_bin")
        .contains("PRIMARY KEY (`id`)", "(`name`,`day`)", "KEY `penstock_price` (`price`)")
        .contains("`name` varchar(255)", "`price` decimal(2,1)", "`day` date", "`at` datetime(6)")
        .containsPattern("COMMENT='penstock:[0-9a-f]{12}'");
    assertThat(
            one(
                "SELECT COUNT(*) FROM _penstock_publication p JOIN information_schema.TABLES i ON"
                    + " i.TABLE_COMMENT = CONCAT('penstock:', p.generation) WHERE p.target = 't' AND"
                    + " p.version = 1 AND p.`rows` = 1 AND i.TABLE_SCHEMA = DATABASE()"))
        .isEqualTo("1");
  }

  @Test
  void texts_of_other_character_sets_stand_beside_each_other() throws Exception {
    swap("SELECT id, 'Köln ✓' AS plain, 'Köln' AS latin, 'Łódź' AS folded, 'x ' AS code FROM VALUES"
            + " ('a'), ('A'), ('b') AS v(id)")
        .types(
            Map.of(
                "latin", "varchar(20) CHARACTER SET latin1",
                "folded", "varchar(20) COLLATE utf8mb4_unicode_ci",
                "code", "varchar(5) CHARACTER SET ascii"))
        .run();
    assertThat(list("SELECT CONCAT_WS('|', plain, latin, folded, code) FROM t"))
        .containsOnly("Köln ✓|Köln|Łódź|x ")
        .hasSize(3);
  }

  @Test
  void indexes_comment_and_engine_of_the_users_survive() throws Exception {
    swap(version(1, 10)).indexes(List.of(List.of("v"))).run();
    run(
        "ALTER TABLE t ADD UNIQUE KEY `their ``own``` (amount, id) COMMENT 'by hand', COMMENT = 'ask"
            + " Ann''s team', ENGINE = "
            + (mariaDb() ? "Aria" : "MyISAM"));
    for (int i = 2; i < 5; i++) {
      swap(version(i, 10)).version(i).run();
      assertThat(ddl("t"))
          .contains("UNIQUE KEY `their ``own``` (`amount`,`id`) COMMENT 'by hand'")
          .contains("ask Ann''s team penstock:")
          .contains("ENGINE=" + (mariaDb() ? "Aria" : "MyISAM"))
          .doesNotContain("penstock_v");
      assertThat(list("SELECT DISTINCT v FROM t")).containsExactly(Integer.toString(i));
      assertThat(list("SELECT DISTINCT v FROM t__old")).containsExactly(Integer.toString(i - 1));
    }
  }

  @Test
  void an_index_goes_with_its_column_and_shortens_with_its_width() throws Exception {
    swap("SELECT 1 AS id, 'x' AS a, 'y' AS b").run();
    run("ALTER TABLE t ADD KEY on_a (a), ADD KEY on_b (b), ADD FULLTEXT KEY words (a)");
    swap("SELECT 1 AS id, repeat('x', 5000) AS a").version(2).run();
    assertThat(ddl("t"))
        .contains("KEY `on_a` (`a`(191))", "FULLTEXT KEY `words` (`a`)")
        .doesNotContain("on_b");
  }

  @Test
  void rights_on_the_table_survive() throws Exception {
    swap(version(1, 2)).run();
    String reader = "reader_" + database.hashCode();
    run(
        "CREATE USER '" + reader + "'@'%' IDENTIFIED BY 'Pass-1-word'",
        "GRANT SELECT ON " + database + ".t TO '" + reader + "'@'%'");
    try {
      swap(version(2, 2)).version(2).run();
      swap(version(3, 2)).version(3).run();
      try (Connection connection =
              DriverManager.getConnection(endpoint().url(), reader, "Pass-1-word");
          ResultSet row = connection.createStatement().executeQuery("SELECT MAX(v) FROM t")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(3);
      }
    } finally {
      run("DROP USER '" + reader + "'@'%'");
    }
  }

  @Test
  void a_table_that_somebody_else_made_is_refused() throws Exception {
    run("CREATE TABLE t (x int)", "INSERT INTO t VALUES (5)", "CREATE VIEW u AS SELECT 1 AS id");
    assertThatThrownBy(() -> swap(version(1, 2)).run())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("a table of that name is there that Penstock did not make");
    assertThatThrownBy(() -> swap(version(1, 2)).table("u").run())
        .isInstanceOf(RefusedException.class);
    assertThat(one("SELECT x FROM t")).isEqualTo("5");
  }

  @Test
  void a_table_that_others_are_tied_to_is_refused() throws Exception {
    swap(version(1, 2)).run();
    swap(version(1, 2)).table("u").run();
    swap(version(1, 2)).table("w").run();
    run(
        "CREATE TABLE child (id bigint, CONSTRAINT `to t` FOREIGN KEY (id) REFERENCES t (id))",
        "CREATE TRIGGER watch AFTER DELETE ON u FOR EACH ROW SET @x = 1",
        "ALTER TABLE w ADD CONSTRAINT outward FOREIGN KEY (id) REFERENCES u (id)");
    assertThatThrownBy(() -> swap(version(2, 2)).version(2).run())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("foreign key to t of child");
    assertThatThrownBy(() -> swap(version(2, 2)).table("u").version(2).run())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("trigger watch");
    assertThatThrownBy(() -> swap(version(2, 2)).table("w").version(2).run())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("foreign key outward to u");
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("1");
  }

  @Test
  void the_version_before_is_kept_unless_its_name_is_taken() throws Exception {
    swap(version(1, 2)).run();
    run("CREATE TABLE t__old (x int)");
    assertThatThrownBy(() -> swap(version(2, 2)).version(2).run())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'t__old'");
    assertThat(tables()).noneMatch(name -> name.contains("__penstock_"));
    run("DROP TABLE t__old");
    swap(version(2, 2)).version(2).run();
    assertThat(list("SELECT DISTINCT v FROM t__old")).containsExactly("1");
  }
}
