package io.penstock.publish.mysql;

import io.penstock.sql.RawRow;
import java.io.InputStream;
import java.util.Iterator;

/**
 * Rows as the text that LOAD DATA reads. They are taken inside {@code read()} on the caller's
 * thread, so nothing piles up; a read fills the buffer that it is given and never returns 0, which
 * the driver would take for the end.
 */
final class RowStream extends InputStream {
  /** Nobody. */
  static final Listener UNHEARD = new Listener() {};

  private static final int AT_ONCE = 1 << 15;

  private final Iterator<RawRow> rows;
  private final LineWriter writer;
  private final Listener listener;
  private final TextBuffer lines = new TextBuffer();
  private int start;
  private long sent;
  private long checksum;

  /** Whoever wants to know how the stream goes; called on the reader's thread. */
  interface Listener {
    /** Rows are asked for, and may have to be computed. */
    default void asked() {}

    /** Rows are about to be sent. */
    default void given() {}
  }

  RowStream(Iterator<RawRow> rows, LineWriter writer, Listener listener) {
    this.rows = rows;
    this.writer = writer;
    this.listener = listener;
  }

  /** How many rows have been written so far. */
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
    while (copied < length && (start < lines.size() || writeNext())) {
      int n = Math.min(length - copied, lines.size() - start);
      System.arraycopy(lines.bytes(), start, target, offset + copied, n);
      start += n;
      copied += n;
    }
    if (copied == 0 && length > 0) {
      return -1;
    }
    listener.given();
    return copied;
  }

  private boolean writeNext() {
    start = 0;
    lines.cut(0);
    // Several rows at once keep the copying cheap.
    while (rows.hasNext() && lines.size() < AT_ONCE) {
      checksum += writer.write(rows.next(), lines);
      sent++;
    }
    return lines.size() > 0;
  }
}
