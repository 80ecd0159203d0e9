package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.publish.rows.Parts;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Every value arrives as it was. */
class RoundTripTest extends SwapContract {
  private static final List<String> TEXTS =
      Arrays.asList(
          null,
          "",
          "\\N",
          "NULL",
          "\\",
          "\\\\",
          "a\tb",
          "a\nb",
          "a\r\nb",
          "\r",
          "'",
          "\"",
          "`",
          "a\u0000b",
          "\u001a",
          "0001",
          " lead",
          "trail  ",
          "😀🏳️‍🌈",
          "𝄞 clef",
          "\t\n",
          "á",
          "a\u0301",
          "\uFEFFbom",
          "%_",
          "\\t",
          "\\0",
          "x".repeat(100_000),
          "é".repeat(20_000));

  private Dataset<Row> texts() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < TEXTS.size(); i++) {
      rows.add(RowFactory.create((long) i, TEXTS.get(i)));
    }
    return spark.createDataFrame(
        rows, new StructType().add("id", DataTypes.LongType).add("text", DataTypes.StringType));
  }

  @Test
  void texts_arrive_byte_by_byte() throws Exception {
    swap(texts()).run();
    assertThat(list("SELECT text FROM t ORDER BY id")).isEqualTo(TEXTS);
  }

  @Test
  void texts_arrive_byte_by_byte_by_insert_too() throws Exception {
    run("SET GLOBAL local_infile = 0");
    try {
      swap(texts()).run();
      swap("SELECT 1 AS id, X'00FF10' AS b, -0.0D AS d, NULL AS n, DATE'1582-10-10' AS day")
          .table("others")
          .types(Map.of("n", "int"))
          .run();
    } finally {
      run("SET GLOBAL local_infile = 1");
    }
    assertThat(list("SELECT text FROM t ORDER BY id")).isEqualTo(TEXTS);
    assertThat(one("SELECT CONCAT_WS(' ', HEX(b), d, day) FROM others"))
        .isEqualTo("00FF10 -0 1582-10-10");
  }

  @Test
  void parts_in_slices_arrive_by_insert_too() throws Exception {
    Dataset<Row> rows =
        spark.sql(
            "SELECT id, concat('row ', id) AS text, concat('same ', id) AS b, 'c' AS c, 'd' AS d"
                + " FROM range(100000)");
    Parts.Divided divided = new Parts(List.of("id")).of(rows, rows);
    assertThat(divided.rows().javaRDD().getNumPartitions()).isGreaterThan(divided.parts());
    assertThat(divided.parts()).isEqualTo(2);
    run("SET GLOBAL local_infile = 0");
    try {
      swap(rows).run();
    } finally {
      run("SET GLOBAL local_infile = 1");
    }
    assertThat(
            one("SELECT CONCAT_WS(' ', COUNT(*), SUM(id), SUM(text = CONCAT('row ', id))) FROM t"))
        .isEqualTo("100000 4999950000 100000");
  }

  @Test
  void numbers_keep_every_digit() throws Exception {
    swap("""
            SELECT 1 AS id, CAST('12345678901234567890.123456789012345678' AS decimal(38,18)) AS d,
              -9223372036854775808 AS l, CAST(-128 AS tinyint) AS b, CAST(32767 AS smallint) AS s,
              -2147483648 AS i, true AS yes, 1.7976931348623157E308D AS f, CAST(0.1 AS float) AS g
            UNION ALL
            SELECT 2, CAST('-99999999999999999999.999999999999999999' AS decimal(38,18)),
              9223372036854775807, CAST(127 AS tinyint), CAST(-32768 AS smallint),
              2147483647, false, 2.2250738585072014E-308D, CAST(16777217 AS float)
            UNION ALL SELECT 3, CAST(0 AS decimal(38,18)), NULL, NULL, NULL, NULL, NULL, NULL, NULL
            """)
        .run();
    assertThat(list("SELECT CAST(d AS CHAR) FROM t ORDER BY id"))
        .containsExactly(
            "12345678901234567890.123456789012345678",
            "-99999999999999999999.999999999999999999",
            "0.000000000000000000");
    assertThat(list("SELECT CONCAT_WS(',', l, b, s, i, yes) FROM t ORDER BY id"))
        .containsExactly(
            "-9223372036854775808,-128,32767,-2147483648,1",
            "9223372036854775807,127,-32768,2147483647,0",
            "");
    assertThat(doubles("f")).containsExactly(Double.MAX_VALUE, Double.MIN_NORMAL, null);
    assertThat(doubles("g")).containsExactly((double) 0.1f, (double) 16777217f, null);
  }

  @Test
  void doubles_keep_their_bits() throws Exception {
    double[] values = {-0.0, 0.1, 1.0 / 3, -1e-300, 4.35, 1e22, 9007199254740993.0, -1.5e308};
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      rows.add(RowFactory.create((long) i, values[i]));
    }
    StructType schema =
        new StructType().add("id", DataTypes.LongType).add("f", DataTypes.DoubleType);
    swap(spark.createDataFrame(rows, schema)).run();
    List<Long> bits = doubles("f").stream().map(Double::doubleToRawLongBits).toList();
    assertThat(bits)
        .isEqualTo(Arrays.stream(values).mapToObj(Double::doubleToRawLongBits).toList());
  }

  private List<Double> doubles(String column) throws Exception {
    try (Connection connection = connect();
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery("SELECT " + column + " FROM t ORDER BY id")) {
      List<Double> values = new ArrayList<>();
      while (rows.next()) {
        double value = rows.getDouble(1);
        values.add(rows.wasNull() ? null : value);
      }
      return values;
    }
  }

  @Test
  void days_and_times_keep_their_digits_in_every_century() throws Exception {
    List<String> times =
        List.of(
            "1000-01-01 00:00:00.000000",
            "1582-10-10 12:00:00.000001",
            "1883-11-18 12:03:57.999999",
            "1969-12-31 23:59:59.999999",
            "2024-03-31 01:30:00.123456",
            "2024-03-10 02:30:00.000000",
            "2024-10-27 01:30:00.654321",
            "9999-12-31 23:59:59.999999");
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < times.size(); i++) {
      sql.append(i == 0 ? "" : " UNION ALL ")
          .append("SELECT %d AS id, TIMESTAMP'%s' AS z".formatted(i, times.get(i) + " UTC"))
          .append(", TIMESTAMP_NTZ'%s' AS n".formatted(times.get(i)))
          .append(", DATE'%s' AS day".formatted(times.get(i).substring(0, 10)));
    }
    swap(sql.toString()).run();
    assertThat(list("SELECT CAST(z AS CHAR) FROM t ORDER BY id")).isEqualTo(times);
    assertThat(list("SELECT CAST(n AS CHAR) FROM t ORDER BY id")).isEqualTo(times);
    assertThat(list("SELECT CAST(day AS CHAR) FROM t ORDER BY id"))
        .isEqualTo(times.stream().map(t -> t.substring(0, 10)).toList());
  }

  @Test
  void times_are_keys_and_without_keys_everything_is_hashed() throws Exception {
    String sql =
        "SELECT TIMESTAMP'1500-03-01 00:00:00.000001 UTC' AS z, DATE'1582-10-14' AS day, true AS yes,"
            + " CAST(0 AS decimal(38,18)) AS d, 'a|b' AS text, array(1, NULL) AS list";
    swap(sql).keys("z", "day", "d", "yes").run();
    swap(sql).table("u").withoutKeys().run();
    assertThat(one("SELECT CONCAT_WS(' ', z, day, yes, d, text) FROM t"))
        .isEqualTo("1500-03-01 00:00:00.000001 1582-10-14 1 0.000000000000000000 a|b");
    assertThat(one("SELECT COUNT(*) FROM u")).isEqualTo("1");
  }

  @Test
  void bytes_arrive_as_bytes_also_in_a_chosen_type() throws Exception {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    List<Row> rows =
        List.of(
            RowFactory.create(1L, all, "ab".getBytes(StandardCharsets.UTF_8)),
            RowFactory.create(2L, new byte[0], new byte[0]),
            RowFactory.create(3L, null, null));
    StructType schema =
        new StructType(
            new StructField[] {
              DataTypes.createStructField("id", DataTypes.LongType, false),
              DataTypes.createStructField("b", DataTypes.BinaryType, true),
              DataTypes.createStructField("c", DataTypes.BinaryType, true)
            });
    swap(spark.createDataFrame(rows, schema)).types(Map.of("c", "varbinary(2)")).run();
    assertThat(list("SELECT HEX(b) FROM t ORDER BY id"))
        .containsExactly(java.util.HexFormat.of().withUpperCase().formatHex(all), "", null);
    assertThat(list("SELECT HEX(c) FROM t ORDER BY id")).containsExactly("6162", "", null);
  }

  @Test
  void nested_values_arrive_as_json_with_all_they_hold() throws Exception {
    swap("""
            SELECT 1 AS id, array('a', NULL, 'tab\\t"q"') AS list,
              named_struct('x', 1, 'none', CAST(NULL AS int),
                'at', TIMESTAMP'2024-03-31 01:30:00.123456 UTC') AS s, map('k', 1.50) AS m
            """)
        .run();
    assertThat(one("SELECT list FROM t")).isEqualTo("[\"a\",null,\"tab\\t\\\"q\\\"\"]");
    assertThat(one("SELECT s FROM t"))
        .isEqualTo("{\"x\":1,\"none\":null,\"at\":\"2024-03-31T01:30:00.123456Z\"}");
    assertThat(one("SELECT m FROM t")).isEqualTo("{\"k\":1.50}");
  }

  @Test
  void any_column_name_will_do() throws Exception {
    List<String> names =
        List.of("select", "a`b", "a.b", "größe", "with space", "a'b", "a\"b", "1st", "@v0", "a;b");
    StringBuilder sql = new StringBuilder("SELECT 1 AS `order`");
    names.forEach(name -> sql.append(", 'x' AS `").append(name.replace("`", "``")).append('`'));
    swap(sql.toString()).keys("order").indexes(List.of(List.of("a`b", "select"))).run();
    for (String name : names) {
      assertThat(one("SELECT " + MySqlStatements.quoted(name) + " FROM t")).isEqualTo("x");
    }
  }
}
