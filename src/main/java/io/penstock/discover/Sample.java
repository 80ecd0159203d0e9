package io.penstock.discover;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The beginning of a file, unpacked, and what it is written in.
 *
 * @param bytes up to the end of a line, unless there is none
 */
record Sample(byte[] bytes, Charset charset) {
  private static final int MOST = 1 << 18;
  private static final int MARK = 4;

  static Sample of(InputStream file) throws IOException, NoDataException {
    byte[] begin = file.readNBytes(MOST);
    boolean whole = begin.length < MOST;
    Charset charset = charset(begin);
    int end = begin.length;
    for (int i = begin.length; !whole && i > 0; i--) {
      if (begin[i - 1] == '\n') {
        end = i + (charset.equals(StandardCharsets.UTF_16LE) ? 1 : 0);
        break;
      }
    }
    return new Sample(Arrays.copyOf(begin, Math.min(end, begin.length)), charset);
  }

  /** Its text without a byte-order mark. */
  String text() {
    String text = new String(bytes, charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  /** The name that a format gives it; empty for what it is unless said, or its mark says. */
  String encoding() {
    boolean usual =
        charset.equals(StandardCharsets.UTF_8) || new String(bytes, charset).startsWith("\uFEFF");
    return usual ? "" : charset.name();
  }

  private static Charset charset(byte[] bytes) throws NoDataException {
    if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
      return StandardCharsets.UTF_8;
    }
    if (begins(bytes, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    if (begins(bytes, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    long even = zeros(bytes, 0);
    long odd = zeros(bytes, 1);
    if (even + odd > 0) {
      if (odd > bytes.length / 4 && even == 0) {
        return StandardCharsets.UTF_16LE;
      }
      if (even > bytes.length / 4 && odd == 0) {
        return StandardCharsets.UTF_16BE;
      }
      throw new NoDataException("is neither text nor Parquet");
    }
    return isUtf8(bytes) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
  }

  private static boolean begins(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static long zeros(byte[] bytes, int from) {
    long zeros = 0;
    for (int i = from; i < bytes.length; i += 2) {
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** The last character may be cut. */
  private static boolean isUtf8(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    boolean broken = decoder.decode(in, CharBuffer.allocate(bytes.length + 1), false).isError();
    return !broken && in.remaining() < MARK;
  }
}
