package io.penstock.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The MERGE by which a keyed table is written as a difference. */
class MergeSqlTest {
  @Test
  void aWholeTableLosesWhatTheSourceDoesNotHave() {
    MergeSql merge =
        new MergeSql(
            List.of("year", "region"),
            List.of("year", "region", "revenue", "na`me"),
            List.of("revenue", "na`me"),
            Set.of(),
            List.of(),
            MergeSql.Missing.DELETED,
            Optional.empty());
    assertThat(merge.text("delta.`/gold/sales`"))
        .isEqualTo(
            """
            MERGE INTO delta.`/gold/sales` AS t USING penstock_merge_source AS s
            ON t.`year` <=> s.`year` AND t.`region` <=> s.`region`
            WHEN MATCHED AND NOT (t.`revenue` <=> s.`revenue` AND t.`na``me` <=> s.`na``me`) THEN UPDATE SET `year` = s.`year`, `region` = s.`region`, `revenue` = s.`revenue`, `na``me` = s.`na``me`
            WHEN NOT MATCHED THEN INSERT (`year`, `region`, `revenue`, `na``me`) VALUES (s.`year`, s.`region`, s.`revenue`, s.`na``me`)
            WHEN NOT MATCHED BY SOURCE THEN DELETE""");
  }

  @Test
  void newRowsTakeThePlaceOfThoseThatAreNotLater() {
    MergeSql merge =
        new MergeSql(
            List.of("id"),
            List.of("id", "v", "at", "seq"),
            List.of("v", "at", "seq"),
            Set.of("v"),
            List.of("at", "seq"),
            MergeSql.Missing.STAYS,
            Optional.empty());
    assertThat(merge.text("t"))
        .contains("to_json(")
        .contains(" AND (struct(s.`at`, s.`seq`) >= struct(t.`at`, t.`seq`)) THEN UPDATE SET")
        .doesNotContain("NOT MATCHED BY SOURCE");
  }

  @Test
  void aTableOfKeysAloneHasNothingToUpdate() {
    MergeSql merge =
        new MergeSql(
            List.of("id"),
            List.of("id"),
            List.of(),
            Set.of(),
            List.of(),
            MergeSql.Missing.STAYS,
            Optional.empty());
    assertThat(merge.text("t"))
        .isEqualTo(
            """
            MERGE INTO t AS t USING penstock_merge_source AS s
            ON t.`id` <=> s.`id`
            WHEN NOT MATCHED THEN INSERT (`id`) VALUES (s.`id`)""");
  }

  @Test
  void aRowMayBeThereToRemoveAnother() {
    MergeSql merge =
        new MergeSql(
            List.of("id"),
            List.of("id", "v", "at"),
            List.of("v", "at"),
            Set.of(),
            List.of("at"),
            MergeSql.Missing.STAYS,
            Optional.of("__gone"));
    assertThat(merge.text("t"))
        .isEqualTo(
            """
            MERGE INTO t AS t USING penstock_merge_source AS s
            ON t.`id` <=> s.`id`
            WHEN MATCHED AND s.`__gone` AND (struct(s.`at`) >= struct(t.`at`)) THEN DELETE
            WHEN MATCHED AND NOT s.`__gone` AND NOT (t.`v` <=> s.`v` AND t.`at` <=> s.`at`) AND (struct(s.`at`) >= struct(t.`at`)) THEN UPDATE SET `id` = s.`id`, `v` = s.`v`, `at` = s.`at`
            WHEN NOT MATCHED AND NOT s.`__gone` THEN INSERT (`id`, `v`, `at`) VALUES (s.`id`, s.`v`, s.`at`)""");
  }
}
