package io.penstock.local;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One range of a file, both ends included (RFC 9110, section 14). */
record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  long length() {
    return last - first + 1;
  }

  /** False when nothing of the range lies in the file: status 416. */
  boolean within(long size) {
    return first < size && first <= last;
  }

  /**
   * Reads a Range header; empty for none, several or a broken one: the whole file is right then.
   */
  static Optional<ByteRange> of(String header, long size) {
    Matcher m = ONE.matcher(header == null ? "" : header.strip());
    if (!m.matches() || (m.group(1).isEmpty() && m.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (m.group(1).isEmpty()) {
      long suffix = Long.parseLong(m.group(2));
      return Optional.of(new ByteRange(suffix == 0 ? size : Math.max(0, size - suffix), size - 1));
    }
    long first = Long.parseLong(m.group(1));
    long last = m.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(m.group(2));
    return last < first
        ? Optional.empty()
        : Optional.of(new ByteRange(first, Math.min(last, Math.max(first, size - 1))));
  }
}
