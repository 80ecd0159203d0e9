package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.RefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/** What cannot be published is said at once and in full, and nothing has changed. */
class RefusalTest extends SwapContract {
  private AbstractStringAssert<?> refusal(TestSwap swap) {
    return org.assertj.core.api.Assertions.assertThat(
        org.assertj.core.api.Assertions.catchThrowableOfType(RefusedException.class, swap::run)
            .getMessage());
  }

  @Test
  void all_findings_come_in_one_sentence() throws Exception {
    swap(version(1, 3)).run();
    String before = ddl("t");
    refusal(
            swap("""
                    SELECT * FROM VALUES
                      ('k1', 'NaN', DATE'2024-01-01', 'short', 1),
                      ('k1', '1', make_date(10000, 1, 1), 'far too long', 40000),
                      (NULL, 'Infinity', make_date(999, 12, 31), 'x', 2),
                      (repeat('é', 800), '2', NULL, 'much longer than that', 3)
                      AS v(id, d, day, text, small)
                    """)
                .types(Map.of("text", "varchar(10)", "small", "smallint", "nothing", "int"))
                .indexes(List.of(List.of("no_such")))
                .version(2))
        .startsWith("Table 'gold.sales' (publish/warehouse.yml:3): cannot be published as 't'")
        .contains("the key column 'id' of type string and 800 characters has no MySQL type")
        .contains("1 row has a key that is NULL")
        .contains("1 rows share their key [id] with another row, such as 'k1' (2 rows)")
        .contains("an index names the column 'no_such'")
        .contains("'types' names the column 'nothing'")
        .contains("2 values of 'day' cannot be stored (years are 1000 to 9999)")
        .contains("2 values of 'text' cannot be stored (its type is varchar(10)), such as")
        .contains("1 value of 'small' cannot be stored")
        .contains("'40000'")
        .endsWith("the target is as it was.");
    assertThat(ddl("t")).isEqualTo(before);
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("3");
    assertThat(tables()).noneMatch(name -> name.contains("__penstock_"));
  }

  @Test
  void numbers_that_are_none_are_refused() {
    refusal(swap("SELECT 1 AS id, double('NaN') AS d, float('-Infinity') AS f"))
        .contains("1 value of 'd' cannot be stored (a number must be finite), such as 'NaN'")
        .contains("1 value of 'f' cannot be stored (a number must be finite), such as '-Infinity'");
  }

  @Test
  void what_a_chosen_type_would_change_is_refused() {
    Map<String, String> types = new HashMap<>();
    types.put("cents", "decimal(6,1)");
    types.put("whole", "INT UNSIGNED");
    types.put("half", "int");
    types.put("code", "char(5)");
    types.put("at", "datetime(3)");
    types.put("day", "date");
    types.put("late", "timestamp");
    types.put("note", "tinytext");
    types.put("number", "varchar(3)");
    types.put("bytes", "binary(2)");
    refusal(
            swap("""
                    SELECT 1 AS id, 12.25 AS cents, -1 AS whole, 1.5D AS half, 'ab ' AS code,
                      TIMESTAMP'2024-01-01 00:00:00.123456' AS at, TIMESTAMP'2024-01-01 12:00:00' AS day,
                      TIMESTAMP'2040-01-01 00:00:00' AS late, repeat('é', 128) AS note,
                      12345 AS number, X'01' AS bytes
                    """)
                .types(types))
        .contains("'cents'")
        .contains("'whole'")
        .contains("'half'")
        .contains("char drops spaces at the end")
        .contains("'at' cannot be stored (its type datetime(3) would round the time)")
        .contains("'day'")
        .contains("'late'")
        .contains("its type holds 255 bytes")
        .contains("1 value of 'number' cannot be stored (its type is varchar(3)), such as '12345'")
        .contains("'bytes'");
  }

  @Test
  void chosen_types_that_fit_are_taken() throws Exception {
    Map<String, String> types = new HashMap<>();
    types.put("CENTS", "decimal(10,2)");
    types.put("whole", "int unsigned");
    types.put("code", "char(5) CHARACTER SET ascii");
    types.put("at", "datetime(3)");
    types.put("note", "mediumtext");
    types.put("number", "varchar(12)");
    swap("""
            SELECT 1 AS id, 12.25000 AS cents, 4294967295 AS whole, 'ab' AS code,
              TIMESTAMP'2024-01-01 00:00:00.123' AS at, repeat('é', 128) AS note, 12345 AS number
            """)
        .types(types)
        .run();
    assertThat(one("SELECT CONCAT_WS(' ', cents, whole, code, at, number) FROM t"))
        .isEqualTo("12.25 4294967295 ab 2024-01-01 00:00:00.123 12345");
    assertThat(ddl("t")).contains("`note` mediumtext", "`number` varchar(12)");
  }

  @Test
  void a_type_that_the_server_does_not_know_is_said_and_leaves_nothing() throws Exception {
    assertThatThrownBy(() -> swap(version(1, 1)).types(Map.of("v", "integre")).run())
        .isInstanceOf(io.penstock.spec.PenstockException.class)
        .hasMessageContaining("integre");
    assertThat(tables()).noneMatch(name -> name.contains("__penstock_") || name.equals("t"));
  }

  @Test
  void names_and_keys_that_no_server_takes_are_refused() {
    refusal(
            swap("SELECT 1 AS id, 2 AS `ends `, 3 AS `smile😀`, array(1) AS k2, '5' AS ok")
                .table("t".repeat(60))
                .keys("id", "gone"))
        .contains("the table '" + "t".repeat(60) + "'")
        .contains("the column 'ends '")
        .contains("smile")
        .contains("the key column 'gone' is not there");
    refusal(swap("SELECT 1 AS id, repeat('x', 700) AS a, repeat('y', 700) AS b").keys("a", "b"))
        .contains("the key [a, b] takes")
        .contains("of the 3072");
    refusal(swap("SELECT 1 AS id, INTERVAL '1' DAY AS i, NULL AS v, 1E-38BD AS tiny"))
        .contains("'i' of type interval day")
        .contains("'v' of type void")
        .contains("'tiny' of type decimal(38,38)");
  }

  @Test
  void widths_follow_the_rows() throws Exception {
    swap("SELECT repeat('k', 100) AS id, 'x' AS a, repeat('x', 256) AS b, repeat('x', 2001) AS c,"
            + " repeat('x', 16001) AS d")
        .indexes(List.of(List.of("b"), List.of("d", "a")))
        .run();
    assertThat(ddl("t"))
        .contains("`id` varchar(128)", "`a` varchar(255)", "`b` varchar(2000)", "`c` text")
        .contains("`d` longtext", "(`b`(191))", "(`d`(191),`a`)");
  }

  @Test
  void a_hundred_wide_texts_find_room_in_a_row() throws Exception {
    StringBuilder sql = new StringBuilder("SELECT 1 AS id");
    for (int i = 0; i < 100; i++) {
      sql.append(", repeat('x', ").append(i % 3 == 0 ? 1_500 : 100).append(") AS c").append(i);
    }
    swap(sql.toString()).run();
    assertThat(one("SELECT CHAR_LENGTH(c99) FROM t")).isEqualTo("1500");
    assertThat(one("SELECT CHAR_LENGTH(c1) FROM t")).isEqualTo("100");
  }
}
