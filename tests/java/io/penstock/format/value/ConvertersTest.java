package io.penstock.format.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.format.json.JsonText;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.SpecException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertersTest {
  private static ValueConverter converter(String type, String pattern) {
    return Converters.of(new ColumnSpec("c", type, Optional.empty(), Optional.ofNullable(pattern)));
  }

  private static String text(Conversion conversion) {
    if (conversion instanceof Conversion.Rejected rejected) {
      return "rejected: " + rejected.reason();
    }
    return conversion instanceof Conversion.Value value
        ? String.valueOf(value.value())
        : "partial: " + conversion;
  }

  /** What becomes of each text; "rejected" alone stands for any reason. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "int          |' 42 '               | 42",
        "int          |-0                   | 0",
        "int          |+7                   | 7",
        "int          |007                  | 7",
        "int          |2147483647           | 2147483647",
        "int          |2147483648           | rejected: is out of the range of int",
        "tinyint      |-129                 | rejected: is out of the range of tinyint",
        "smallint     |32768                | rejected: is out of the range of smallint",
        "bigint       |9223372036854775808  | rejected: is out of the range of bigint",
        "bigint       |-9223372036854775808 | -9223372036854775808",
        "bigint       |12.0                 | rejected: is not a whole number",
        "bigint       |1e3                  | rejected: is not a whole number",
        "bigint       |1,000                | rejected: is not a number: it has a comma, which is not taken for a separator",
        "bigint       |٣                    | rejected: is not a number",
        "bigint       |-                    | rejected",
        "bigint       |0x1F                 | rejected",
        "bigint       |''                   | null",
        "decimal(5,2) |123.45               | 123.45",
        "decimal(5,2) |123.4500             | 123.45",
        "decimal(5,2) |1e2                  | 100.00",
        "decimal(5,2) |.5                   | 0.50",
        "decimal(5,2) |-0.00                | 0.00",
        "decimal(5,2) |999.99               | 999.99",
        "decimal(5,2) |1000                 | rejected: has more digits before the point than decimal(5,2) keeps",
        "decimal(5,2) |0.001                | rejected: has 3 decimals where decimal(5,2) keeps 2",
        "decimal(5,2) |1e999999999          | rejected",
        "decimal(5,2) |1e-999999999         | rejected",
        "decimal(5,2) |0e999999999          | 0.00",
        "decimal(5,2) |1e99999999999        | rejected",
        "decimal(5,2) |$5                   | rejected: is not a number",
        "decimal(38,0)|99999999999999999999999999999999999999 | 99999999999999999999999999999999999999",
        "double       |1.5e3                | 1500.0",
        "double       |1e400                | rejected: is too large for double",
        "double       |-1e400               | rejected: is too large for double",
        "double       |1e-400               | rejected: is too small for double",
        "double       |0e5                  | 0.0",
        "double       |NaN                  | NaN",
        "double       |Infinity             | Infinity",
        "double       |nan                  | rejected",
        "double       |1d                   | rejected",
        "double       |0x1p3                | rejected",
        "float        |3.5e38               | rejected: is too large for float",
        "float        |0.25                 | 0.25",
        "boolean      |TRUE                 | true",
        "boolean      |No                   | false",
        "boolean      |0                    | false",
        "boolean      |2                    | rejected: is neither true nor false",
        "date         |2020-02-29           | 2020-02-29",
        "date         |' 2020-02-29 '       | 2020-02-29",
        "date         |2021-02-29           | rejected: is not a date written as yyyy-MM-dd",
        "date         |2020-2-9             | rejected",
        "date         |0000-01-01           | rejected",
        "date         |2020-02-29T00:00:00  | rejected",
        "timestamp    |2020-02-29T23:59:59Z | 2020-02-29T23:59:59Z",
        "timestamp    |2020-02-29 23:59     | 2020-02-29T23:59:00Z",
        "timestamp    |2020-02-29           | 2020-02-29T00:00:00Z",
        "timestamp    |2020-02-29 23:59:59.123456000 | 2020-02-29T23:59:59.123456Z",
        "timestamp    |2020-02-29 23:59:59.1234567   | rejected",
        "timestamp    |2020-02-29T23:59:59.5+02:00   | 2020-02-29T21:59:59.500Z",
        "timestamp    |2020-02-29T23:59:59-0530      | 2020-03-01T05:29:59Z",
        "timestamp    |2020-02-29T24:00:00Z          | rejected",
        "timestamp    |2020-02-30T00:00:00Z          | rejected",
        "timestamp    |2020-02-29T23:59:59 CET       | rejected",
        "timestamp    |0001-01-01T00:00:00+10:00     | rejected: is outside the years 1 to 9999",
        "timestamp_ntz|2020-02-29 23:59:59  | 2020-02-29T23:59:59",
        "timestamp_ntz|2020-02-29 23:59:59Z | rejected",
        "string       |' x '                | ' x '",
        "string       |''                   | ''",
        "varchar(2)   |abc                  | rejected: is longer than 2 characters",
        "array<int>   |'[1,2]'              | List(1, 2)",
        "array<int>   |'[1,'                | rejected",
      })
  void converts(String type, String text, String expected) {
    String result = text(converter(type, null).fromText(text));
    if (expected.equals("rejected")) {
      assertThat(result).startsWith("rejected: ");
    } else if (type.startsWith("array")) {
      assertThat(result).endsWith(expected.replace("List", ""));
    } else {
      assertThat(result).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "date      | M/d/yyyy            | 2/9/2012                | 2012-02-09",
        "date      | M/d/yyyy            | 12/20/2013              | 2013-12-20",
        "date      | M/d/yyyy            | 13/45/2013              | rejected: is not a time written as M/d/yyyy",
        "date      | M/d/yyyy            | 2/30/2012               | rejected: is not a time written as M/d/yyyy",
        "date      | M/d/yyyy            | 2/3/12                  | rejected: is not a time written as M/d/yyyy",
        "date      | d-MMM-yy            | 5-jAN-21                | 2021-01-05",
        "date      | d MMMM yyyy         | 5 march 1999            | 1999-03-05",
        "date      | yyyyMMdd            | 20210307                | 2021-03-07",
        "timestamp | M/d/yyyy H:mm       | 2/9/2012 7:05           | 2012-02-09T07:05:00Z",
        "timestamp | yyyy-MM-dd'y'HH:mm  | 2012-02-09y07:05        | 2012-02-09T07:05:00Z",
        "timestamp | dd/MM/yyyy hh:mm a  | 09/02/2012 07:05 pm     | 2012-02-09T19:05:00Z",
        "timestamp | yyyy-MM-dd HH:mmXXX | 2012-02-09 07:05+01:00  | 2012-02-09T06:05:00Z",
        "timestamp | M/d/yyyy            | 2/9/2012                | 2012-02-09T00:00:00Z",
      })
  void convertsByPattern(String type, String pattern, String text, String expected) {
    assertThat(text(converter(type, pattern).fromText(text))).isEqualTo(expected);
  }

  @Test
  void givesTheTypesThatSparkRowsUse() {
    assertThat(value("tinyint", "1")).isEqualTo((byte) 1);
    assertThat(value("smallint", "1")).isEqualTo((short) 1);
    assertThat(value("int", "1")).isEqualTo(1);
    assertThat(value("bigint", "1")).isEqualTo(1L);
    assertThat(value("float", "1")).isEqualTo(1f);
    assertThat(value("double", "1")).isEqualTo(1d);
    assertThat(value("decimal(9,1)", "1")).isEqualTo(new BigDecimal("1.0"));
    assertThat(value("boolean", "1")).isEqualTo(true);
    assertThat(value("date", "2020-01-01")).isEqualTo(LocalDate.of(2020, 1, 1));
    assertThat(value("timestamp", "2020-01-01")).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(value("timestamp_ntz", "2020-01-01")).isEqualTo(LocalDateTime.of(2020, 1, 1, 0, 0));
    assertThat(value("binary", "é")).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
  }

  private static Object value(String type, String text) {
    return ((Conversion.Value) converter(type, null).fromText(text)).value();
  }

  @Test
  void neverChangesADecimalThatItTakes() {
    Random random = new Random(7);
    ValueConverter converter = converter("decimal(12,3)", null);
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      BigDecimal number =
          BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(8));
      if (converter.fromText(number.toString()) instanceof Conversion.Value value) {
        assertThat((BigDecimal) value.value()).isEqualByComparingTo(number);
        assertThat(((BigDecimal) value.value()).scale()).isEqualTo(3);
        taken++;
      } else {
        assertThat(
                number.stripTrailingZeros().scale() > 3
                    || number.abs().compareTo(new BigDecimal("1e9")) >= 0)
            .isTrue();
      }
    }
    assertThat(taken).isBetween(1_000, 19_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bigint       | 12          | 12",
        "bigint       | \"12\"      | 12",
        "bigint       | 12.0        | rejected: is not a whole number",
        "bigint       | null        | null",
        "bigint       | [1]         | rejected: is a nested value where a plain one is expected",
        "bigint       | true        | rejected: is not a number",
        "string       | 1.50        | 1.50",
        "string       | 1e400       | 1e400",
        "string       | true        | true",
        "string       | {\"a\":[1.0]} | {\"a\":[1.0]}",
        "decimal(4,2) | 1.5         | 1.50",
        "boolean      | false       | false",
        "struct<a:int,b:array<string>> | {\"b\":[\"x\",null],\"a\":1} | [1,ArraySeq(x, null)]",
        "struct<a:int>| {\"a\":\"x\"} | rejected: holds at 'a' what is not a number",
        "struct<a:int>| [1]         | rejected: is not an object",
        "map<string,int> | {\"k\":1} | Map(k -> 1)",
        "map<string,int> | {\"k\":\"v\"} | rejected: holds at 'k' what is not a number",
      })
  void convertsNodes(String type, String json, String expected) {
    String result = text(converter(type, null).fromJson(JsonText.parse(json).node()));
    assertThat(result.replaceAll("(List|Vector|ArrayBuffer|WrappedArray)\\(", "ArraySeq("))
        .isEqualTo(expected);
  }

  @Test
  void tellsOfNestedKeysThatNobodyDeclared() {
    Conversion conversion =
        converter("struct<a:int>", null).fromJson(JsonText.parse("{\"a\":1,\"z\":2}").node());
    assertThat(conversion).isInstanceOf(Conversion.Partial.class);
    Conversion.Partial partial = (Conversion.Partial) conversion;
    assertThat(((Row) partial.value()).getInt(0)).isEqualTo(1);
    assertThat(partial.reason()).isEqualTo("holds the undeclared key 'z'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"decimal(99,2)", "bigintt", "interval day"})
  void refusesATypeWithTheColumnAndTheWayOut(String type) {
    assertThatThrownBy(() -> converter(type, null))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("Column 'c'")
        .hasMessageContaining(type);
  }

  @Test
  void refusesAPatternThatJavaDoesNotKnow() {
    assertThatThrownBy(() -> converter("date", "yyyy-bb"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("yyyy-bb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timestamp     | yyyy-MM-dd hh:mm | the day and the time",
        "timestamp_ntz | yyyy-MM-dd mm    | the day and the time",
        "timestamp     | HH:mm            | the day and the time",
        "timestamp     | yyyy-MM          | the day",
        "date          | MM/yyyy          | the day",
        "date          | YYYY-MM-dd       | the day",
      })
  void refusesAPatternThatDoesNotSayAllOfATime(String type, String pattern, String lacks) {
    assertThatThrownBy(() -> converter(type, pattern))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(
            "Pattern '"
                + pattern
                + "' cannot be used because a text written by it does not say "
                + lacks
                + ". Found: '");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int",
        "decimal(9,2)",
        "double",
        "boolean",
        "string",
        "binary",
        "date",
        "timestamp",
        "timestamp_ntz",
        "struct<a:array<int>>",
        "map<string,date>"
      })
  void travelsToTasks(String type) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String pattern = type.equals("date") ? "M/d/yyyy" : null;
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(converter(type, pattern));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ValueConverter copy = (ValueConverter) in.readObject();
      assertThat(copy.fromText("1/2/2003"))
          .hasSameClassAs(converter(type, pattern).fromText("1/2/2003"));
    }
  }
}
