package io.penstock.publish.mysql;

import io.penstock.sql.RawRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of text that grow as they are written: values as MySQL has them, without an object each.
 */
final class TextBuffer {
  private byte[] bytes = new byte[1 << 10];
  private int size;

  int size() {
    return size;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Forgets what stands after a place. */
  void cut(int place) {
    size = place;
  }

  void add(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
  }

  void add(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  /** The text of a column. */
  void add(RawRow row, int column) {
    int length = row.textLength(column);
    reserve(length);
    row.copyText(bytes, size);
    size += length;
  }

  /** What stands in another one from a place on. */
  void add(TextBuffer other, int from) {
    int length = other.size - from;
    reserve(length);
    System.arraycopy(other.bytes, from, bytes, size, length);
    size += length;
  }

  /** The same, written as LOAD DATA wants what would end a field or a line. */
  void addEscaped(TextBuffer other, int from) {
    reserve(2 * (other.size - from));
    for (int i = from; i < other.size; i++) {
      byte one = other.bytes[i];
      char letter = special(one);
      if (letter != 0) {
        bytes[size++] = '\\';
        bytes[size++] = (byte) letter;
      } else {
        bytes[size++] = one;
      }
    }
  }

  private static char special(byte one) {
    if (one > '\r' && one != '\\' || one < 0) {
      return 0;
    }
    return switch (one) {
      case '\\' -> '\\';
      case '\t' -> 't';
      case '\n' -> 'n';
      case '\r' -> 'r';
      case 0 -> '0';
      default -> 0;
    };
  }

  void addNumber(long number) {
    addDecimal(number, 0);
  }

  /**
   * A decimal number, never with an exponent.
   *
   * @param unscaled its digits
   * @param scale how many of them stand behind the point
   */
  void addDecimal(long unscaled, int scale) {
    if (unscaled == Long.MIN_VALUE) {
      add(java.math.BigDecimal.valueOf(unscaled, scale).toPlainString());
      return;
    }
    if (unscaled < 0) {
      add('-');
    }
    long rest = Math.abs(unscaled);
    int length = Math.max(digits(rest), scale + 1);
    reserve(length + 1);
    int place = size + length + (scale > 0 ? 1 : 0);
    size = place;
    for (int i = 0; i < length; i++) {
      if (i == scale && i > 0) {
        bytes[--place] = '.';
      }
      bytes[--place] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** A number of not more digits than the width, with zeros before it. */
  void addPadded(int number, int width) {
    reserve(width);
    int rest = number;
    for (int place = size + width - 1; place >= size; place--) {
      bytes[place] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += width;
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
