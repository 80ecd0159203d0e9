package io.penstock.format.value;

/**
 * Numbers as nearly all files write them, from bytes: digits with a sign and a point at the most.
 */
final class PlainNumber {
  /** What is no plain number, or one of too many digits. */
  static final long NONE = Long.MIN_VALUE;

  private static final int MOST_DIGITS = 18;

  private PlainNumber() {}

  /** A whole number of at most 18 digits. */
  static long whole(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    at += negative ? 1 : 0;
    if (at == to || to - at > MOST_DIGITS) {
      return NONE;
    }
    long value = 0;
    for (; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      value = 10 * value + digit;
    }
    return negative ? -value : value;
  }

  /** A number with at most this many digits behind the point, as its digits without the point. */
  static long unscaled(byte[] bytes, int from, int to, int scale) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    at += negative ? 1 : 0;
    long value = 0;
    int digits = 0;
    int behind = -1;
    for (; at < to; at++) {
      byte b = bytes[at];
      if (b >= '0' && b <= '9' && digits < MOST_DIGITS) {
        value = 10 * value + b - '0';
        digits++;
        behind += behind >= 0 ? 1 : 0;
      } else if (b == '.' && behind < 0 && digits > 0) {
        behind = 0;
      } else {
        return NONE;
      }
    }
    behind = Math.max(behind, 0);
    if (digits == 0 || behind > scale || digits + scale - behind > MOST_DIGITS) {
      return NONE;
    }
    for (; behind < scale; behind++) {
      value *= 10;
    }
    return negative ? -value : value;
  }

  /** Two digits; negative if they are none. */
  static int pair(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : 10 * tens + ones;
  }
}
