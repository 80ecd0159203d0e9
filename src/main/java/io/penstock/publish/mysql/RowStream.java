package io.penstock.publish.mysql;

import java.io.InputStream;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/**
 * Rows as the text that LOAD DATA reads, from {@link WireRows#lines}. They are taken inside {@code
 * read()} on the caller's thread, so nothing piles up; a read fills the buffer that it is given and
 * never returns 0, which the driver would take for the end.
 */
final class RowStream extends InputStream {
  private final Iterator<Row> rows;
  private final Listener listener;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private long sent;
  private long checksum;

  /** Whoever wants to know how the stream goes; called on the reader's thread. */
  interface Listener {
    /** Rows are asked for, and may have to be computed. */
    default void asked() {}

    /** Rows are about to be sent. */
    default void given() {}
  }

  RowStream(Iterator<Row> rows) {
    this(rows, new Listener() {});
  }

  RowStream(Iterator<Row> rows, Listener listener) {
    this.rows = rows;
    this.listener = listener;
  }

  /** How many rows have been encoded so far. */
  long rows() {
    return sent;
  }

  /** The sum of their shares of the row hash. */
  long checksum() {
    return checksum;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int copied = 0;
    listener.asked();
    while (copied < length && (start < end || encodeNext())) {
      int n = Math.min(length - copied, end - start);
      System.arraycopy(buffer, start, target, offset + copied, n);
      start += n;
      copied += n;
    }
    if (copied == 0 && length > 0) {
      return -1;
    }
    listener.given();
    return copied;
  }

  private boolean encodeNext() {
    if (!rows.hasNext()) {
      return false;
    }
    start = 0;
    end = 0;
    // Several rows at once keep the copying cheap.
    while (rows.hasNext() && end < (1 << 15)) {
      encode(rows.next());
    }
    return end > 0;
  }

  private void encode(Row row) {
    byte[] line = row.getAs(0);
    if (end + line.length > buffer.length) {
      buffer = java.util.Arrays.copyOf(buffer, Math.max(buffer.length * 2, end + line.length));
    }
    System.arraycopy(line, 0, buffer, end, line.length);
    end += line.length;
    sent++;
    checksum += row.getLong(1);
  }
}
