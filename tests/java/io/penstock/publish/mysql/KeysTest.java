package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.RefusedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Which rows are the same one, and tables with no keys or no rows. */
class KeysTest extends SwapContract {
  @Test
  void keys_that_differ_in_case_or_accent_are_different() throws Exception {
    swap("SELECT id, 1 AS x FROM VALUES ('a'), ('A'), ('á'), ('ä'), ('ß'), ('ss'), ('') AS v(id)")
        .run();
    assertThat(list("SELECT id FROM t"))
        .containsExactlyInAnyOrder("a", "A", "á", "ä", "ß", "ss", "");
  }

  @Test
  void keys_that_differ_in_spaces_at_the_end_are_different() throws Exception {
    TestSwap swap = swap("SELECT id, 1 AS x FROM VALUES ('a'), ('a '), ('a  '), ('b') AS v(id)");
    Assumptions.assumeTrue(
        !list("SELECT COLLATION_NAME FROM information_schema.COLLATIONS WHERE COLLATION_NAME IN"
                + " ('utf8mb4_0900_bin', 'utf8mb4_nopad_bin')")
            .isEmpty(),
        "this server has no binary collation without padding");
    swap.run();
    assertThat(list("SELECT CONCAT('[', id, ']') FROM t"))
        .containsExactlyInAnyOrder("[a]", "[a ]", "[a  ]", "[b]");
  }

  @Test
  void where_the_server_cannot_tell_padded_keys_apart_it_is_said() throws Exception {
    Assumptions.assumeTrue(
        list("SELECT COLLATION_NAME FROM information_schema.COLLATIONS WHERE COLLATION_NAME IN"
                + " ('utf8mb4_0900_bin', 'utf8mb4_nopad_bin')")
            .isEmpty());
    swap(version(1, 3)).run();
    assertThatThrownBy(() -> swap("SELECT id, 1 AS x FROM VALUES ('a'), ('a ') AS v(id)").run())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("key");
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("3");
  }

  @Test
  void a_key_of_several_columns_in_any_case_and_bytes() throws Exception {
    swap("SELECT X'00' AS b, 'x' AS Name, 1 AS n UNION ALL SELECT X'0000', 'x', 1")
        .keys("NAME", "b")
        .run();
    assertThat(list("SELECT HEX(b) FROM t")).containsExactlyInAnyOrder("00", "0000");
    assertThat(ddl("t")).contains("PRIMARY KEY (`Name`,`b`)");
  }

  @Test
  void a_table_without_keys_keeps_rows_that_are_the_same() throws Exception {
    swap("SELECT 1 AS a, 'x' AS b FROM range(5)").withoutKeys().run();
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("5");
    assertThat(ddl("t")).doesNotContain("PRIMARY KEY");
  }

  @Test
  void an_empty_table_is_published_and_replaces_a_full_one() throws Exception {
    swap(version(1, 10)).run();
    assertThat(swap(version(2, 10).filter("id < 0")).version(2).run().written()).isZero();
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("0");
    assertThat(one("SELECT COUNT(*) FROM t__old")).isEqualTo("10");
    swap(version(3, 0)).table("u").withoutKeys().run();
    assertThat(one("SELECT COUNT(*) FROM u")).isEqualTo("0");
  }

  @Test
  void a_collation_that_merges_keys_is_found_before_anybody_sees_it() throws Exception {
    swap(version(1, 3)).run();
    TestSwap merged =
        swap("SELECT id, 1 AS x FROM VALUES ('a'), ('A') AS v(id)")
            .types(Map.of("id", "varchar(10) COLLATE utf8mb4_general_ci"));
    assertThatThrownBy(merged::run)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("share a key");
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("3");
    assertThat(tables()).noneMatch(name -> name.contains("__penstock_"));
  }

  @Test
  void a_users_unique_index_that_the_rows_break_is_said() throws Exception {
    swap(version(1, 3)).run();
    run("ALTER TABLE t ADD UNIQUE KEY only_one (amount)");
    assertThatThrownBy(() -> swap("SELECT id, 2 AS v, 7 AS amount FROM range(3)").version(2).run())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("only_one")
        .hasMessageContaining("unique indexes");
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("1");
  }

  @Test
  void indexes_may_share_their_joined_name() throws Exception {
    swap("SELECT 1 AS id, 2 AS a, 3 AS b, 4 AS a_b, 5 AS b_c, 6 AS c")
        .indexes(List.of(List.of("a", "b_c"), List.of("a_b", "c"), List.of("A_B")))
        .run();
    assertThat(list("SHOW INDEX FROM t")).hasSize(6);
  }
}
