package io.penstock.format.file;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * The bytes of a bzip2 file with all its streams. What comes before a break is given first, and
 * where it breaks it stays broken: the library would forget both.
 */
final class LateBzip2 extends InputStream {
  private final InputStream packed;
  private BZip2CompressorInputStream unpacked;
  private IOException broken;

  LateBzip2(InputStream packed) {
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    if (broken != null) {
      throw broken;
    }
    try {
      if (unpacked == null) {
        unpacked = new BZip2CompressorInputStream(packed, true);
      }
      return unpacked.read();
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int count = 0;
    try {
      for (; count < length; count++) {
        int next = read();
        if (next < 0) {
          return count == 0 ? -1 : count;
        }
        bytes[from + count] = (byte) next;
      }
    } catch (IOException e) {
      if (count == 0) {
        throw e;
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }
}
