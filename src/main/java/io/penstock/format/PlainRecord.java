package io.penstock.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A delimited record of the expected width on one line, as bytes of UTF-8 where they stand, which
 * are the texts themselves: nothing in them is escaped. One object goes over all such records of a
 * reader: what it says holds until the next one.
 */
public final class PlainRecord {
  private final byte[][] nulls;
  private final int[] starts;
  private final int[] ends;
  private final boolean[] quoted;
  private byte[] bytes;
  private long line;

  /**
   * @param nulls the texts that are NULL
   */
  public PlainRecord(int width, List<String> nulls) {
    this.nulls =
        nulls.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.starts = new int[width];
    this.ends = new int[width];
    this.quoted = new boolean[width];
  }

  /** Begins with another record; its fields are told one after another. */
  public void begin(byte[] in, long onLine) {
    this.bytes = in;
    this.line = onLine;
  }

  /**
   * @param inQuotes whether quotes stand around it; then it is never NULL
   */
  public void field(int index, int from, int to, boolean inQuotes) {
    starts[index] = from;
    ends[index] = to;
    quoted[index] = inQuotes;
  }

  public int width() {
    return starts.length;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int start(int field) {
    return starts[field];
  }

  public int end(int field) {
    return ends[field];
  }

  public long line() {
    return line;
  }

  public boolean isNull(int field) {
    for (byte[] text : nulls) {
      if (ends[field] - starts[field] == text.length && !quoted[field] && has(field, text)) {
        return true;
      }
    }
    return false;
  }

  /** Whether nothing is in any field, be it NULL or a text without a character. */
  public boolean isEmpty() {
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] < ends[i] && !isNull(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a field has this text. */
  public boolean has(int field, byte[] text) {
    return ends[field] - starts[field] == text.length
        && Arrays.equals(bytes, starts[field], ends[field], text, 0, text.length);
  }

  /** The same with its texts, which lasts. */
  public RawRecord.Fields lasting() {
    String[] values = new String[starts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          isNull(i)
              ? null
              : new String(bytes, starts[i], ends[i] - starts[i], StandardCharsets.UTF_8);
    }
    return new RawRecord.Fields(line, Arrays.asList(values));
  }
}
