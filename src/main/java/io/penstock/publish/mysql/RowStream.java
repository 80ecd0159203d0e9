package io.penstock.publish.mysql;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/**
 * Rows as the text that LOAD DATA reads: tabs between fields, {@code \N} for NULL. Rows are encoded
 * inside {@code read()} on the caller's thread, so nothing piles up; a read fills the buffer that
 * it is given and never returns 0, which the driver would take for the end.
 */
final class RowStream extends InputStream {
  private static final byte[] NULL = {'\\', 'N'};

  private final Iterator<Row> rows;
  private final Runnable afterEachBuffer;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private long sent;

  RowStream(Iterator<Row> rows) {
    this(rows, () -> {});
  }

  /**
   * @param afterEachBuffer called on the reader's thread whenever some rows have been encoded
   */
  RowStream(Iterator<Row> rows, Runnable afterEachBuffer) {
    this.rows = rows;
    this.afterEachBuffer = afterEachBuffer;
  }

  /** How many rows have been encoded so far. */
  long rows() {
    return sent;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int copied = 0;
    while (copied < length && (start < end || encodeNext())) {
      int n = Math.min(length - copied, end - start);
      System.arraycopy(buffer, start, target, offset + copied, n);
      start += n;
      copied += n;
    }
    return copied == 0 && length > 0 ? -1 : copied;
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
    afterEachBuffer.run();
    return end > 0;
  }

  private void encode(Row row) {
    for (int i = 0; i < row.length(); i++) {
      if (i > 0) {
        put((byte) '\t');
      }
      field(row.get(i));
    }
    put((byte) '\n');
    sent++;
  }

  private void field(Object value) {
    if (value == null) {
      put(NULL[0]);
      put(NULL[1]);
    } else if (value instanceof String text) {
      escaped(text.getBytes(StandardCharsets.UTF_8));
    } else {
      for (byte b : MySqlValues.text(value).getBytes(StandardCharsets.UTF_8)) {
        put(b);
      }
    }
  }

  private void escaped(byte[] bytes) {
    for (byte b : bytes) {
      switch (b) {
        case '\\', '\t', '\n', '\r' -> {
          put((byte) '\\');
          put(b == '\t' ? (byte) 't' : b == '\n' ? (byte) 'n' : b == '\r' ? (byte) 'r' : b);
        }
        case 0 -> {
          put((byte) '\\');
          put((byte) '0');
        }
        default -> put(b);
      }
    }
  }

  private void put(byte b) {
    if (end == buffer.length) {
      buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
    }
    buffer[end++] = b;
  }
}
