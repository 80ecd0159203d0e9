package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.Parts;
import io.penstock.publish.rows.TableChecksum;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** The sum over ranges of a key is the sum over the table, in whatever order the ranges come. */
class TableTotalsTest extends SwapContract {
  private static final ChecksumColumns HASHED = MySqlDialect.sent(List.of("k"), List.of("k", "v"));

  private TableChecksum totals(Object... bounds) throws Exception {
    List<Row> rows = Stream.of(bounds).map(RowFactory::create).toList();
    try (Connection c0 = connect()) {
      return new TableTotals(endpoint(), "t", HASHED)
          .compute(c0, List.of("k"), new Parts.Divided(null, rows.size() + 1, rows));
    }
  }

  private void fill(String type, String... keys) throws Exception {
    run("CREATE TABLE t (k " + type + " PRIMARY KEY, v int) DEFAULT CHARACTER SET utf8mb4");
    for (String key : keys) {
      run("INSERT INTO t VALUES ('" + key + "', " + key.hashCode() + ")");
    }
  }

  @Test
  void ranges_hold_each_row_once() throws Exception {
    fill("bigint", "-5", "0", "1", "7", "9", "10", "100", "9007199254740993");
    TableChecksum all = totals();

    assertThat(all.rows()).isEqualTo(8);
    assertThat(totals(7L)).isEqualTo(all);
    assertThat(totals(0L, 9L, 9L, 9007199254740993L)).isEqualTo(all);
    assertThat(totals(Stream.iterate(-6L, i -> i + 1).limit(31).toArray())).isEqualTo(all);
  }

  @Test
  void numbers_kept_as_text_are_in_another_order() throws Exception {
    fill("varchar(20) COLLATE utf8mb4_bin", "1", "2", "9", "10", "50", "99", "100", "500");

    assertThat(totals(9L, 50L, 100L)).isEqualTo(totals());
  }

  @Test
  void a_collation_that_knows_no_case_has_another_order() throws Exception {
    fill("varchar(20) COLLATE utf8mb4_general_ci", "A", "b", "C", "d", "Z", "zz");

    assertThat(totals("B", "Y", "a", "c")).isEqualTo(totals());
  }
}
