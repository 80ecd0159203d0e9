package io.penstock.local.sample;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * One line of the file, put together in a buffer that is used again and again: five million rows
 * leave no garbage.
 */
final class SalesLine {
  private static final byte[][] REGIONS =
      Country.ALL.stream().map(c -> utf8(c.region())).toArray(byte[][]::new);
  private static final byte[][] COUNTRIES =
      Country.ALL.stream().map(c -> utf8(c.name())).toArray(byte[][]::new);
  private static final byte[] ONLINE = utf8("Online");
  private static final byte[] OFFLINE = utf8("Offline");

  private final byte[] buffer = new byte[512];
  private int length;

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  byte[] buffer() {
    return buffer;
  }

  int length() {
    return length;
  }

  byte[] copy() {
    return Arrays.copyOf(buffer, length);
  }

  SalesLine start() {
    length = 0;
    return this;
  }

  /** Region to priority; {@code after} follows the country without a comma. */
  SalesLine head(Sale sale, String after) {
    put(REGIONS[sale.country()]).comma();
    put(COUNTRIES[sale.country()]).text(after).comma();
    put(sale.item().utf8()).comma();
    put(sale.online() ? ONLINE : OFFLINE).comma();
    put((byte) sale.priority());
    return comma();
  }

  SalesLine date(LocalDate date) {
    number(date.getMonthValue()).put((byte) '/');
    number(date.getDayOfMonth()).put((byte) '/');
    return number(date.getYear()).comma();
  }

  /** Ship date to profit, with whatever revenue the line is to claim; no comma at the end. */
  SalesLine tail(Sale sale, long revenue) {
    date(sale.shipped());
    number(sale.units()).comma();
    money(sale.item().price()).comma();
    money(sale.item().cost()).comma();
    money(revenue).comma();
    money(sale.cost()).comma();
    return money(sale.revenue() - sale.cost());
  }

  /** Takes the last field away, with the comma in front of it. */
  SalesLine withoutLastField() {
    do {
      length--;
    } while (buffer[length] != ',');
    return this;
  }

  SalesLine end() {
    return put((byte) '\n');
  }

  SalesLine comma() {
    return put((byte) ',');
  }

  SalesLine text(String text) {
    return text.isEmpty() ? this : put(utf8(text));
  }

  SalesLine number(long value) {
    if (value < 0) {
      return put((byte) '-').number(-value);
    }
    int from = length;
    long rest = value;
    do {
      buffer[length++] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    for (int i = from, j = length - 1; i < j; i++, j--) {
      byte digit = buffer[i];
      buffer[i] = buffer[j];
      buffer[j] = digit;
    }
    return this;
  }

  /** Cents as a decimal without needless zeros: 205.7, 12. */
  private SalesLine money(long cents) {
    if (cents < 0) {
      return put((byte) '-').money(-cents);
    }
    number(cents / 100);
    int rest = (int) (cents % 100);
    if (rest == 0) {
      return this;
    }
    put((byte) '.').put((byte) ('0' + rest / 10));
    return rest % 10 == 0 ? this : put((byte) ('0' + rest % 10));
  }

  private SalesLine put(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
    return this;
  }

  private SalesLine put(byte b) {
    buffer[length++] = b;
    return this;
  }
}
