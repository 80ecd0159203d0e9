package io.penstock.io.unpack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads gzip (RFC 1952) with all its members. The JDK's own stream takes anything that follows a
 * member and is not quite a member for the end, and so would lose the rest without a word.
 */
public final class Gunzip extends InputStream {
  private static final int NAME_OR_COMMENT = 0x08 | 0x10;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private boolean inMember;
  private boolean anyMember;
  private IOException broken;

  public Gunzip(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (broken != null) {
      // Who asks once more must not be given what stands behind the damage.
      throw new IOException(broken.getMessage(), broken);
    }
    try {
      return unpacked(to, offset, length);
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  private int unpacked(byte[] to, int offset, int length) throws IOException {
    while (inMember || nextMember()) {
      int n = inflate(to, offset, length);
      if (n > 0) {
        crc.update(to, offset, n);
        return n;
      }
      if (inflater.finished()) {
        checkTrailer();
      } else if (inflater.needsDictionary()) {
        throw new ZipException("it needs a dictionary");
      } else {
        feed();
      }
    }
    return -1;
  }

  private int inflate(byte[] to, int offset, int length) throws ZipException {
    try {
      return inflater.inflate(to, offset, length);
    } catch (DataFormatException e) {
      throw new ZipException("its compressed data is damaged");
    }
  }

  private void feed() throws IOException {
    if (at == end && !fill()) {
      throw new EOFException("it ends in the middle of its compressed data");
    }
    inflater.setInput(buffer, at, end - at);
    at = end;
  }

  /** Goes on to the next member; false at the end of the file. */
  private boolean nextMember() throws IOException {
    int first = next();
    while (anyMember && first == 0) {
      // Tapes and block devices fill up with zeros.
      first = next();
    }
    if (first < 0) {
      if (anyMember) {
        return false;
      }
      throw new EOFException("it is empty");
    }
    if (first != 0x1f || next() != 0x8b) {
      throw new ZipException(anyMember ? "something else follows its data" : "it is not gzip");
    }
    readHeader();
    inflater.reset();
    crc.reset();
    inMember = true;
    anyMember = true;
    return true;
  }

  private void readHeader() throws IOException {
    if (must() != 8) {
      throw new ZipException("its compression method is unknown");
    }
    int flags = must();
    skip(6);
    if ((flags & 0x04) != 0) {
      skip(must() | must() << 8);
    }
    for (int i = Integer.bitCount(flags & NAME_OR_COMMENT); i > 0; i--) {
      int c;
      do {
        c = must();
      } while (c != 0);
    }
    if ((flags & 0x02) != 0) {
      skip(2);
    }
  }

  private void checkTrailer() throws IOException {
    at = end - inflater.getRemaining();
    long expectedCrc = unsigned();
    long expectedSize = unsigned();
    if (expectedCrc != crc.getValue()) {
      throw new ZipException("its checksum does not match its data");
    }
    if (expectedSize != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("its size does not match its data");
    }
    inMember = false;
  }

  private long unsigned() throws IOException {
    return must() | must() << 8 | must() << 16 | (long) must() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      must();
    }
  }

  private int must() throws IOException {
    int b = next();
    if (b < 0) {
      throw new EOFException("it ends in the middle of a header or a checksum");
    }
    return b;
  }

  private int next() throws IOException {
    return at < end || fill() ? buffer[at++] & 0xff : -1;
  }

  private boolean fill() throws IOException {
    int n = in.read(buffer);
    at = 0;
    end = Math.max(0, n);
    return n > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
