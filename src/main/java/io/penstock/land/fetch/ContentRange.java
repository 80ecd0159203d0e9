package io.penstock.land.fetch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header of a partial answer: first and last byte, and the size of the whole or -1. */
record ContentRange(long first, long last, long total) {
  private static final Pattern FORM =
      Pattern.compile("bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  static Optional<ContentRange> parse(String header) {
    Matcher m = FORM.matcher(header.strip());
    if (!m.matches()) {
      return Optional.empty();
    }
    long total = m.group(3).equals("*") ? -1 : Long.parseLong(m.group(3));
    return Optional.of(
        new ContentRange(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)), total));
  }

  /** Whether this is the rest of a file of which so many bytes are here. */
  boolean continues(long bytes, long expectedTotal) {
    boolean sameTotal = total < 0 || expectedTotal < 0 || total == expectedTotal;
    boolean toTheEnd = total < 0 || last == total - 1;
    return first == bytes && sameTotal && toTheEnd;
  }

  /** The size of the whole, as far as it can be told. */
  long whole() {
    return total < 0 ? last + 1 : total;
  }
}
