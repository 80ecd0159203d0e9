package io.penstock.format.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.spec.ColumnSpec;
import io.penstock.spec.TextStyle;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from bytes is what the text means; where it is not, only the text is asked. */
class PlainValuesTest {
  private static final String SIGNS = "0123456789012345678900--+..:/ TZeE,x\u00e4";
  private static final String[] SEEDS = {
    "2024-02-29",
    "2023-02-29",
    "1900-02-29",
    "0001-01-01",
    "9999-12-31",
    "0000-01-01",
    "2024-01-02 03:04:05",
    "2024-01-02T23:59:59.999999",
    "2024-01-02 24:00:00",
    "2024-01-02 03:04:05.1",
    "2024-01-02 03:04:60",
    "1/2/2024",
    "01/02/2024",
    "12/31/1999",
    "2/30/2024",
    "31.12.1999",
    "0",
    "-0",
    "7",
    "-7",
    "007",
    "127",
    "128",
    "-128",
    "-129",
    "32768",
    "2147483647",
    "2147483648",
    "-2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "999999999999999999",
    "1.5",
    "-1.50",
    "1.",
    ".5",
    "-.5",
    "0.0",
    "-0.0",
    "123456789.123",
    "99999999999999.99",
    "1e3",
    "1.7976931348623157e308",
    "0.1",
    "1,5",
    "true",
    "1",
    "NaN",
    " 12 ",
    "",
    " ",
    "-",
    "--1",
    "1-",
    "1 2",
    "12.345678901234567"
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string|",
        "varchar(3)|",
        "boolean|",
        "tinyint|",
        "smallint|",
        "int|",
        "bigint|",
        "float|",
        "double|",
        "decimal(5,2)|",
        "decimal(18,0)|",
        "decimal(18,4)|",
        "decimal(20,3)|",
        "date|",
        "date|M/d/yyyy",
        "date|dd.MM.yyyy",
        "date|yyyy-M-dd",
        "timestamp|",
        "timestamp_ntz|",
        "timestamp|M/d/yyyy"
      })
  void isWhatTheTextMeans(String type, String pattern) {
    ColumnSpec column = new ColumnSpec("c", type, Optional.empty(), Optional.ofNullable(pattern));
    Random random = new Random(1);
    long plain = 0;
    for (ValueConverter converter :
        new ValueConverter[] {
          Converters.of(column), Converters.inferred(column, TextStyle.withNull(""))
        }) {
      for (String seed : SEEDS) {
        plain += check(converter, seed);
        for (int i = 0; i < 300; i++) {
          plain += check(converter, changed(seed, random));
        }
      }
    }
    boolean hasPlain = !type.equals("float") && !type.equals("decimal(20,3)");
    boolean timeByPattern = type.equals("timestamp") && pattern != null;
    // Else the fast way would be none, and nothing would say so.
    assertThat(plain > 10).isEqualTo(hasPlain && !timeByPattern);
  }

  @Test
  void everyDayOfTheYearsOneToTenThousandIsOne() {
    for (LocalDate day = LocalDate.of(1, 1, 1); day.getYear() < 10_000; day = day.plusDays(1)) {
      long read = PlainTime.day(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
      if (read != day.toEpochDay()) {
        assertThat(read).as("%s", day).isEqualTo(day.toEpochDay());
      }
    }
    assertThat(PlainTime.day(2023, 2, 29)).isEqualTo(PlainTime.NONE);
    assertThat(PlainTime.day(2024, 13, 1)).isEqualTo(PlainTime.NONE);
  }

  private static String changed(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(changed.length() + 1);
      char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
      if (random.nextBoolean() || at == changed.length()) {
        changed.insert(at, sign);
      } else if (random.nextBoolean()) {
        changed.setCharAt(at, sign);
      } else {
        changed.deleteCharAt(at);
      }
    }
    return changed.toString();
  }

  /** 1 if the bytes gave a value that is not NULL. */
  private static int check(ValueConverter converter, String text) {
    byte[] bytes = ("x" + text + "9").getBytes(StandardCharsets.UTF_8);
    Cell cell = new Cell();
    if (!converter.read(bytes, 1, bytes.length - 1, cell, 0)) {
      return 0;
    }
    Conversion conversion = converter.fromText(text);
    if (!(conversion instanceof Conversion.Value value) || !same(cell.value, value.value())) {
      assertThat(conversion).as("'%s'", text).isEqualTo(new Conversion.Value(cell.value));
    }
    return cell.value == null ? 0 : 1;
  }

  private static boolean same(Object read, Object meant) {
    if (read == null || meant == null) {
      return read == meant;
    }
    if (meant instanceof LocalDate date) {
      return read.equals((int) date.toEpochDay());
    } else if (meant instanceof Instant instant) {
      return read.equals(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
    } else if (meant instanceof LocalDateTime time) {
      return same(read, time.toInstant(ZoneOffset.UTC));
    } else if (meant instanceof Byte || meant instanceof Short) {
      return read.equals(((Number) meant).intValue());
    }
    // A zero without its sign is another one.
    return read.equals(meant);
  }

  private static final class Cell implements Cells {
    private Object value;

    @Override
    public void setBoolean(int column, boolean to) {
      value = to;
    }

    @Override
    public void setInt(int column, int to) {
      value = to;
    }

    @Override
    public void setLong(int column, long to) {
      value = to;
    }

    @Override
    public void setFloat(int column, float to) {
      value = to;
    }

    @Override
    public void setDouble(int column, double to) {
      value = to;
    }

    @Override
    public void setDecimal(int column, long unscaled, int precision, int scale) {
      value = BigDecimal.valueOf(unscaled, scale);
    }

    @Override
    public void setText(int column, byte[] bytes, int from, int to) {
      value = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
  }
}
