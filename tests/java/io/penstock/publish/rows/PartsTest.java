package io.penstock.publish.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testing.TestSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {
  private static final long MEGABYTE = 1L << 20;
  private static final long MANY_BYTES = 700 * MEGABYTE;
  private static final long ENOUGH_FOR_TWO = 24 * MEGABYTE;

  @TempDir Path place;

  @Test
  void every_row_is_in_one_part_and_parts_follow_each_other() {
    Dataset<Row> rows = rows("SELECT xxhash64(id) AS id, id AS n FROM range(20000)");

    Parts.Divided divided = new Parts(List.of("id")).of(rows, 20_000, MANY_BYTES);

    List<List<Row>> parts = parts(divided);
    assertThat(parts).hasSize(divided.parts()).hasSizeGreaterThan(2);
    List<Long> keys = parts.stream().flatMap(List::stream).map(row -> row.getLong(0)).toList();
    assertThat(keys).hasSize(20_000).isSorted();
    assertThat(parts).extracting(List::size).allMatch(size -> size > 20_000 / divided.parts() / 2);
  }

  @Test
  void more_parts_than_bounds_leave_ranges_to_compare_by() {
    Dataset<Row> rows = rows("SELECT xxhash64(id) AS id, id AS n FROM range(20000)");

    Parts.Divided divided = new Parts(List.of("id")).of(rows, 20_000, 6 * MANY_BYTES);

    assertThat(divided.parts()).isGreaterThan(32);
    assertThat(divided.bounds()).hasSize(31);
    assertThat(sizes(parts(divided))).isEqualTo(20_000);
  }

  @Test
  void a_part_that_is_computed_again_has_the_same_rows() {
    Dataset<Row> rows = rows("SELECT xxhash64(id) AS id, id AS n FROM range(5000)");
    Parts.Divided divided = new Parts(List.of("id")).of(rows, 5_000, ENOUGH_FOR_TWO);

    assertThat(parts(divided)).hasSize(2).isEqualTo(parts(divided));
  }

  @Test
  void keys_of_several_columns_are_compared_column_by_column() {
    Dataset<Row> rows =
        rows("SELECT concat('k', id % 7) AS a, CAST(id AS decimal(10,2)) AS b FROM range(7000)");

    List<List<Row>> parts = parts(new Parts(List.of("A", "b")).of(rows, 7_000, ENOUGH_FOR_TWO));

    assertThat(parts).hasSize(2).extracting(List::size).allMatch(size -> size > 2_000);
    assertThat(parts.stream().flatMap(List::stream).map(row -> row.getString(0)).toList())
        .hasSize(7_000)
        .isSorted();
  }

  @Test
  void no_rows_are_one_part() {
    Dataset<Row> none = rows("SELECT id FROM range(10) WHERE id < rand() - 1");

    Parts.Divided divided = new Parts(List.of("id")).of(none, 1_000, MANY_BYTES);

    assertThat(divided.parts()).isEqualTo(1);
    assertThat(parts(divided)).containsExactly(List.of());
  }

  @Test
  void keys_that_are_null_or_all_the_same_lose_no_row() {
    for (String key : List.of("CAST(NULL AS bigint)", "7L", "IF(id % 2 = 0, id, NULL)")) {
      Dataset<Row> rows = rows("SELECT " + key + " AS id, id AS n FROM range(3000)");
      assertThat(sizes(parts(new Parts(List.of("id")).of(rows, 3_000, MANY_BYTES))))
          .as(key)
          .isEqualTo(3_000);
    }
  }

  @Test
  void rows_without_a_key_are_divided_too() {
    Dataset<Row> rows = rows("SELECT id % 100 AS a, id AS b FROM range(3000)");

    List<List<Row>> parts = parts(new Parts(List.of()).of(rows, 3_000, ENOUGH_FOR_TWO));

    assertThat(parts).hasSize(2);
    assertThat(sizes(parts)).isEqualTo(3_000);
  }

  @Test
  void rows_that_nobody_counted_are_divided_by_the_size_of_their_files() {
    String table = place.resolve("wide").toString();
    rows("SELECT id, sha2(string(id), 512) || sha2(string(-id), 512) AS text FROM range(60000)")
        .write()
        .format("delta")
        .save(table);
    Dataset<Row> gold = TestSpark.session().read().format("delta").load(table);
    Dataset<Row> narrow = gold.selectExpr("id", "'{}' AS text");

    Parts.Divided divided = new Parts(List.of("id")).of(gold, narrow);

    assertThat(divided.parts()).isEqualTo(2);
    assertThat(parts(divided)).hasSize(16).extracting(List::size).allMatch(size -> size > 1_000);
    List<List<Row>> parts =
        partitions(AdjacentPartitions.together(divided.rows().javaRDD().rdd(), 2));
    assertThat(parts).hasSize(2).extracting(List::size).allMatch(size -> size > 20_000);
    assertThat(parts.stream().flatMap(List::stream).map(row -> row.getLong(0)).toList())
        .hasSize(60_000)
        .isSorted();
    assertThat(divided.bounds()).containsExactly(RowFactory.create(parts.get(1).get(0).getLong(0)));
  }

  @Test
  void slices_that_no_number_of_parts_divides_evenly_stay_in_their_order() {
    JavaRDD<Long> slices = TestSpark.session().range(0, 70, 1, 7).as(Encoders.LONG()).javaRDD();

    List<List<Long>> parts = partitions(AdjacentPartitions.together(slices.rdd(), 3));

    assertThat(parts).extracting(List::size).containsExactly(20, 20, 30);
    assertThat(parts.stream().flatMap(List::stream)).hasSize(70).isSorted();
  }

  private static Dataset<Row> rows(String sql) {
    return TestSpark.session().sql(sql);
  }

  private static int sizes(List<List<Row>> parts) {
    return parts.stream().mapToInt(List::size).sum();
  }

  private static List<List<Row>> parts(Parts.Divided divided) {
    return partitions(divided.rows().javaRDD());
  }

  private static <T> List<List<T>> partitions(JavaRDD<T> rows) {
    return List.of(rows.collectPartitions(IntStream.range(0, rows.getNumPartitions()).toArray()));
  }
}
