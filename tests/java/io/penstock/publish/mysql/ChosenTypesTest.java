package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.spec.RefusedException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types that the user chose: a value comes back as it was, or is refused before anything moves. */
class ChosenTypesTest extends SwapContract {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int               | '12'                              | 12",
        "int               | '-7'                              | -7",
        "int               | CAST(5.00 AS DECIMAL(9,2))        | 5",
        "int               | 5.0D                              | 5",
        "int               | true                              | 1",
        "bigint unsigned   | '18446744073709551615'            | 18446744073709551615",
        "tinyint           | CAST(-128 AS SMALLINT)            | -128",
        "year              | '2024'                            | 2024",
        "decimal(10,2)     | '1.5'                             | 1.50",
        "decimal(10,2)     | '12'                              | 12.00",
        "decimal(10,2)     | '1.500'                           | 1.50",
        "decimal(10,2)     | 7                                 | 7.00",
        "decimal(10,2)     | 1.25D                             | 1.25",
        "decimal(60,20)    | '12345678901234567890123456789.5' | 12345678901234567890123456789.50000000000000000000",
        "double            | '1.5'                             | 1.5",
        "double            | 9007199                           | 9007199",
        "float             | 123456                            | 123456",
        "float             | 0.1D                              | 0.1",
        "float             | CAST(1.5 AS FLOAT)                | 1.5",
        "date              | '2024-02-29'                      | 2024-02-29",
        "date              | TIMESTAMP'2024-01-05 00:00:00'    | 2024-01-05",
        "datetime(3)       | '2024-01-05 23:30:00.120'         | 2024-01-05 23:30:00.120",
        "datetime          | DATE'2024-01-05'                  | 2024-01-05 00:00:00",
        "datetime(6)       | TIMESTAMP_NTZ'2024-01-05 23:30:00.000001' | 2024-01-05 23:30:00.000001",
        "timestamp         | '2024-01-05 23:30:00'             | 2024-01-05 23:30:00",
        "time(2)           | '23:59:59.50'                     | 23:59:59.50",
        "varchar(20)       | 12.50                             | 12.50",
        "text              | DATE'2024-01-05'                  | 2024-01-05",
        "varbinary(4)      | 'añ'                              | añ",
        "enum('a','b')     | 'b'                             | b",
      })
  void aValueThatFitsComesBack(String type, String value, String stored) throws Exception {
    long count =
        swap("SELECT 1L AS id, " + value + " AS v UNION ALL SELECT 2L, NULL")
            .types(Map.of("v", type))
            .run()
            .written();

    assertThat(count).isEqualTo(2);
    assertThat(one("SELECT CAST(v AS CHAR) FROM t WHERE id = 1")).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int           | '1.5'                    | whole numbers",
        "int           | '007'                    | without zeros before them",
        "int           | ' 7'                     | whole numbers",
        "int           | '7\\n'                   | whole numbers",
        "int           | '-0'                     | whole numbers",
        "int           | 'abc'                    | whole numbers",
        "tinyint       | '300'                    | from -128 to 127",
        "int           | DATE'2024-01-05'         | cannot hold what is a date",
        "decimal(10,2) | '1.005'                  | its type is decimal(10,2)",
        "decimal(10,2) | 1.005D                   | its type is decimal(10,2)",
        "decimal(3,2)  | '12.00'                  | its type is decimal(3,2)",
        "decimal(10,2) | '-0.00'                  | its type is decimal(10,2)",
        "decimal(10,2) | '1e3'                    | its type is decimal(10,2)",
        "bit(8)        | 5                        | take tinyint(1)",
        "float         | 16777217                 | keeps 6 digits",
        "float         | '1234567'                | keeps 6 digits",
        "float(5,2)    | 1.5D                     | rounds",
        "double        | 9007199254740993         | keeps 15 digits",
        "date          | '2024-01-05 23:30:00'    | a date is written",
        "date          | '2024-02-30'             | a date is written",
        "date          | '20240105'               | a date is written",
        "datetime      | '2024-01-05 23:30:00.5'  | a time is written",
        "datetime      | '2024-01-05'             | a time is written",
        "timestamp     | '2039-01-01 00:00:00'    | timestamp holds",
        "time          | '23:59:59.5'             | a time is written",
        "year          | '24'                     | from 1901 to 2155",
        "binary(4)     | 'abc'                    | its type is binary(4)",
        "varchar(9)    | X'00FF'                  | cannot hold what is a binary",
        "json          | '{\"n\":12345678901234567890}' | json keeps 15 digits",
      })
  void aValueThatWouldBecomeAnotherIsRefused(String type, String value, String why)
      throws Exception {
    TestSwap swap =
        swap("SELECT 1L AS id, " + value + " AS v UNION ALL SELECT 2L, NULL")
            .types(Map.of("v", type));

    assertThatThrownBy(swap::run).isInstanceOf(RefusedException.class).hasMessageContaining(why);
    assertThat(list("SHOW TABLES LIKE 't'")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1.5D                                          | v = v + 1",
        "0.1D                                          | v = v + 1.5e-17",
        "CAST(0.1 AS FLOAT)                            | v = 0.1",
        "-3.0D                                         | v = 3",
        "X'00FF'                                       | v = X'00FE'",
        "'text'                                        | v = 'Text'",
        "named_struct('a', array(1, 2), 'b', 'x')      | v = REPLACE(v, '2', '3')",
      })
  void whatTheServerChangesIsSeen(String value, String change) throws Exception {
    // As a server would that stores something else than it is given.
    TestSwap swap = swap("SELECT 1L AS id, " + value + " AS v UNION ALL SELECT 2L, NULL");
    assertThat(swap.run().written()).isEqualTo(2);
    ChecksumColumns hashed =
        MySqlDialect.checksumOfNew(
            WireRows.flattened(spark.sql("SELECT 1L AS id, " + value + " AS v")).schema(),
            swap.publication());
    String totals = MySqlStatements.totals(hashed, "t");
    String before = list("SELECT x.c FROM (" + named(totals) + ") x").get(0);

    run("UPDATE t SET " + change + " WHERE id = 1");

    assertThat(list("SELECT x.c FROM (" + named(totals) + ") x").get(0)).isNotEqualTo(before);
  }

  // The row hash is the third of the figures.
  private static String named(String totals) {
    int at = totals.lastIndexOf(", COALESCE(SUM(CRC32(");
    int from = totals.lastIndexOf(" FROM ");
    return "SELECT " + totals.substring(at + 2, from) + " AS c" + totals.substring(from);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1",
    "-0.0",
    "1e22",
    "123456789.123456789",
    "1.7976931348623157e308",
    "4.9e-324",
    "1e-20",
    "9007199254740993",
    "3.0000000000000004",
    "79228162514264337593543950336",
    "5e-29",
    "0"
  })
  void aRealNumberIsTheSameTextOnBothSides(String number) throws Exception {
    run("CREATE TABLE r (v double)", "INSERT INTO r VALUES (" + number + ")");

    assertThat(one("SELECT " + RealText.sql("t.v") + " FROM r t"))
        .isEqualTo(RealText.of(Double.parseDouble(number)));
  }

  @ParameterizedTest
  @CsvSource({"1000000, 720000", "1000000, 1800000"})
  void aRowThatIsLongerThanAPacketIsPublishedAndCompared(long packet, int length) throws Exception {
    String before = one("SELECT @@global.max_allowed_packet");
    run("SET GLOBAL max_allowed_packet = " + (packet / 1024 * 1024));
    try {
      String rows =
          "SELECT 1L AS id, repeat('a', %1$d) AS a, repeat('é', %1$d) AS b UNION ALL SELECT 2L, 'x',"
              + " NULL";

      assertThat(swap(String.format(rows, length)).run().written()).isEqualTo(2);
      assertThat(one("SELECT CHAR_LENGTH(b) FROM t WHERE id = 1"))
          .isEqualTo(Integer.toString(length));
    } finally {
      run("SET GLOBAL max_allowed_packet = " + before);
    }
  }
}
