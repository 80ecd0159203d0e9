package io.penstock.local.redshift;

import java.io.IOException;
import java.io.OutputStream;

/** Counts the lines that are written. */
final class LineCount extends OutputStream {
  private final OutputStream to;
  long lines;
  private int last = '\n';

  LineCount(OutputStream to) {
    this.to = to;
  }

  @Override
  public void write(int b) throws IOException {
    to.write(b);
    last = b;
    if (b == '\n') {
      lines++;
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    to.write(bytes, from, length);
    for (int i = from; i < from + length; i++) {
      if (bytes[i] == '\n') {
        lines++;
      }
    }
    if (length > 0) {
      last = bytes[from + length - 1];
    }
  }

  void endLine() throws IOException {
    if (last != '\n') {
      write('\n');
    }
  }

  @Override
  public void close() throws IOException {
    to.close();
  }
}
