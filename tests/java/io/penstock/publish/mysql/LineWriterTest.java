package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.sql.RawRow;
import io.penstock.testing.TestSpark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Lines and their shares of the row hash against what Spark's own expressions give. */
class LineWriterTest {
  private final SparkSession spark = TestSpark.session();

  private record Written(List<String> lines, List<Long> shares) {}

  private static Written write(Dataset<Row> rows, ChecksumColumns hashed) {
    Dataset<Row> texts = WireRows.texts(rows.coalesce(1), hashed);
    LineWriter writer = WireRows.writer(texts, hashed);
    List<String> lines = new ArrayList<>();
    List<Long> shares = new ArrayList<>();
    RawRow.of(texts)
        .toJavaRDD()
        .map(row -> line(writer, row))
        .collect()
        .forEach(
            line -> {
              lines.add(line.text());
              shares.add(line.share());
            });
    return new Written(lines, shares);
  }

  private record Line(String text, long share) implements java.io.Serializable {}

  private static Line line(LineWriter writer, RawRow row) {
    TextBuffer line = new TextBuffer();
    long share = writer.write(row, line);
    return new Line(
        new String(Arrays.copyOf(line.bytes(), line.size()), StandardCharsets.UTF_8), share);
  }

  private static List<Long> shares(Dataset<Row> rows, ChecksumColumns hashed) {
    return WireRows.values(rows.coalesce(1), hashed).collectAsList().stream()
        .map(row -> row.getLong(row.length() - 1))
        .toList();
  }

  private void requireSparks(String query) {
    Dataset<Row> rows = spark.sql(query);
    ChecksumColumns hashed = MySqlDialect.sent(List.of(), List.of(rows.columns()));

    Written written = write(rows, hashed);

    assertThat(written.shares()).isEqualTo(shares(rows, hashed));
    List<String> texts =
        rows
            .select(
                Arrays.stream(rows.schema().fields())
                    .map(f -> MySqlDialect.text(f.dataType(), rows.col(f.name())))
                    .toArray(org.apache.spark.sql.Column[]::new))
            .collectAsList()
            .stream()
            .map(LineWriterTest::line)
            .toList();
    assertThat(written.lines()).isEqualTo(texts);
  }

  private static String line(Row row) {
    return Stream.iterate(0, i -> i + 1)
        .limit(row.length())
        .map(i -> row.isNullAt(i) ? "\\N" : row.getString(i))
        .reduce((a, b) -> a + "\t" + b)
        .map(line -> line + "\n")
        .orElseThrow();
  }

  @Test
  void numbersAreSparks() {
    requireSparks(
        "SELECT * FROM VALUES (0L, 0, 0S, 0Y, true), (9223372036854775807, 2147483647, 32767S, 127Y,"
            + " false), (-9223372036854775807 - 1, -2147483648, -32768S, -128Y, NULL), (NULL, -1,"
            + " NULL, 10Y, true)");
  }

  @Test
  void decimalsAreSparks() {
    for (String type :
        List.of(
            "decimal(1,0)",
            "decimal(2,2)",
            "decimal(10,2)",
            "decimal(18,0)",
            "decimal(18,18)",
            "decimal(19,2)",
            "decimal(38,10)",
            "decimal(38,38)")) {
      requireSparks(
          "SELECT try_cast(v AS "
              + type
              + ") AS v FROM VALUES ('0'), ('-0.01'), ('0.5'), ('-0.99'), ('1'), ('-9'), ('7.30'),"
              + " ('12345.67'), ('-99999999.99'), ('999999999999999999'), ('-999999999999999999'),"
              + " ('0.000000000000000001'), ('12345678901234567.89'), (NULL) AS t(v)");
    }
  }

  @Test
  void everyDayIsSparks() {
    requireSparks(
        "SELECT date_add(DATE'0001-01-01', int(id * 37)) AS a, date_add(DATE'1999-12-01', int(id))"
            + " AS b FROM range(0, 98700)");
  }

  @Test
  void daysOutsideOfFourDigitsAreSparks() {
    requireSparks(
        "SELECT * FROM VALUES (DATE'0000-12-31'), (DATE'-0044-03-15'), (DATE'+10000-01-01'),"
            + " (DATE'9999-12-31'), (DATE'0001-01-01'), (NULL)");
  }

  @Test
  void timesAreSparks() {
    requireSparks(
        "SELECT timestamp_micros(v) AS a, CAST(timestamp_micros(v) AS timestamp_ntz) AS b FROM"
            + " VALUES (0L), (-1L), (1L), (-62135596800000000L), (253402300799999999L),"
            + " (1700000000123456L), (-86400000001L), (253402300800000000L), (-62135596800000001L),"
            + " (NULL) AS t(v)");
  }

  @Test
  void whatWouldEndAFieldOrALineIsEscaped() {
    Dataset<Row> rows =
        spark.sql("SELECT 'a\\tb\\nc\\rd\\\\e\\0f|~' AS a, 'größe €𝄞' AS b, '' AS c, 'N' AS d");
    ChecksumColumns hashed = MySqlDialect.sent(List.of(), List.of(rows.columns()));

    Written written = write(rows, hashed);

    assertThat(written.lines()).containsExactly("a\\tb\\nc\\rd\\\\e\\0f|~\tgröße €𝄞\t\tN\n");
    assertThat(written.shares()).isEqualTo(shares(rows, hashed));
  }

  @Test
  void columnsThatAreNotHashedAreInTheLineAlone() {
    Dataset<Row> rows = spark.sql("SELECT 1.5D AS a, 2 AS b, X'00FF' AS c, 'x' AS d");
    ChecksumColumns hashed = MySqlDialect.sent(List.of(), List.of("b", "d"));

    Written written = write(rows, hashed);

    assertThat(written.lines()).containsExactly("1.5\t2\t00FF\tx\n");
    assertThat(written.shares()).isEqualTo(shares(rows, hashed));
  }

  @Test
  void aRowThatIsToBeDeletedHasNoShare() {
    Dataset<Row> rows = spark.sql("SELECT * FROM VALUES (1, 'D'), (2, 'U') AS t(id, _penstock_op)");
    ChecksumColumns hashed = MySqlDialect.sent(List.of("id"), List.of("id"));

    Written written = write(rows, hashed);

    assertThat(written.lines()).containsExactly("1\tD\n", "2\tU\n");
    assertThat(written.shares().get(0)).isZero();
    assertThat(written.shares()).isEqualTo(shares(rows, hashed));
  }
}
