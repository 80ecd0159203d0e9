package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The SQL of the single steps, as text. */
class MySqlStatementsTest {
  private static final List<MySqlColumn> COLUMNS =
      List.of(
          new MySqlColumn("id", "bigint NOT NULL", MySqlColumn.Form.TEXT),
          new MySqlColumn("na`me", "varbinary(255) NULL", MySqlColumn.Form.HEX));

  @Test
  void namesAreQuotedAndTextsAreEscaped() {
    assertThat(
            MySqlStatements.create(
                "t__penstock_1", COLUMNS, List.of("id"), "utf8mb4_bin", "it's \\ mine"))
        .isEqualTo(
            "CREATE TABLE `t__penstock_1` (`id` bigint NOT NULL, `na``me` varbinary(255) NULL, PRIMARY"
                + " KEY (`id`)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
                + " COMMENT='it''s \\\\ mine'");
  }

  @Test
  void rowsAreLoadedAsLinesOrAsValues() {
    assertThat(MySqlStatements.load("t", COLUMNS))
        .isEqualTo(
            "LOAD DATA LOCAL INFILE 'penstock' REPLACE INTO TABLE `t` CHARACTER SET utf8mb4 FIELDS"
                + " TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' (`id`, @v1) SET"
                + " `na``me` = UNHEX(@v1)");
    assertThat(MySqlStatements.insert("t", COLUMNS))
        .isEqualTo("INSERT INTO `t` (`id`, `na``me`) VALUES (?, UNHEX(?))");
  }

  @Test
  void aSwapIsOneRename() {
    assertThat(MySqlStatements.swap("t", "t__penstock_1", "t__old", true))
        .isEqualTo("RENAME TABLE `t` TO `t__old`, `t__penstock_1` TO `t`");
    assertThat(MySqlStatements.swap("t", "t__penstock_1", "t__old", false))
        .isEqualTo("RENAME TABLE `t__penstock_1` TO `t`");
  }

  @Test
  void stagedRowsEnterByTheirKeys() {
    assertThat(
            MySqlStatements.insertStaged("t", "s1", List.of("id", "v"), Optional.of(List.of("ID"))))
        .isEqualTo(
            "INSERT INTO `t` (`id`, `v`) SELECT s.`id`, s.`v` FROM `s1` s WHERE s.`_penstock_op` <>"
                + " 'D' ON DUPLICATE KEY UPDATE `t`.`v` = s.`v`");
    assertThat(MySqlStatements.insertStaged("t", "s1", List.of("id"), Optional.of(List.of("id"))))
        .endsWith("ON DUPLICATE KEY UPDATE `t`.`id` = s.`id`");
    assertThat(MySqlStatements.deleteStaged("t", "s1", List.of("id", "y"), true))
        .isEqualTo(
            "DELETE t FROM `s1` s FORCE INDEX (PRIMARY) STRAIGHT_JOIN `t` t ON t.`id` = s.`id` AND"
                + " t.`y` = s.`y` WHERE s.`_penstock_op` = 'D'");
  }

  @Test
  void aRowsHashIsThatOfItsTexts() {
    assertThat(
            MySqlStatements.totals(MySqlDialect.sent(List.of("id"), List.of("id", "v")), "`t` t"))
        .isEqualTo(
            "SELECT COUNT(*), COALESCE(SUM(CRC32(CONCAT_WS('|', COALESCE(CAST(t.`id` AS CHAR CHARACTER"
                + " SET utf8mb4), '~')))), 0), COALESCE(SUM(CRC32(CONCAT_WS('|', COALESCE(CAST(t.`id`"
                + " AS CHAR CHARACTER SET utf8mb4), '~'), COALESCE(CAST(t.`v` AS CHAR CHARACTER SET"
                + " utf8mb4), '~')))), 0) FROM `t` t");
  }

  @Test
  void theLedgersColumnsSayWhatTheyHold() {
    assertThat(MySqlLedger.MYSQL.tables())
        .hasSize(3)
        .noneMatch(ddl -> ddl.contains("incarnation") || ddl.contains("schema_hash"))
        .allMatch(ddl -> ddl.contains("ENGINE=InnoDB"));
  }
}
