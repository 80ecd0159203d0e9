package io.penstock.publish.mysql;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Values of a Spark row as text that MySQL reads back as the same value. */
final class MySqlValues {
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
  private static final HexFormat HEX = HexFormat.of();

  private MySqlValues() {}

  static String text(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Boolean flag) {
      return flag ? "1" : "0";
    }
    if (value instanceof byte[] bytes) {
      return HEX.formatHex(bytes);
    }
    if (value instanceof Float number) {
      // The exact value of the float, not its shortest text.
      return Double.toString(number.doubleValue());
    }
    return time(value);
  }

  private static String time(Object value) {
    if (value instanceof Timestamp timestamp) {
      return DATE_TIME.format(timestamp.toInstant().atOffset(ZoneOffset.UTC));
    }
    if (value instanceof Instant instant) {
      return DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
    if (value instanceof LocalDateTime local) {
      return DATE_TIME.format(local);
    }
    if (value instanceof Date date) {
      return date.toLocalDate().toString();
    }
    if (value instanceof LocalDate date) {
      return date.toString();
    }
    return value.toString();
  }
}
