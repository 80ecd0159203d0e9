package io.penstock.format.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a file in which a byte below 128 is always the ASCII character of that number. They
 * are found among the bytes, so that their places in the file are known, and whoever can do with
 * bytes looks at them before they are decoded. Otherwise as {@link LineReader}.
 */
public final class ByteLines implements Lines {
  private static final int INITIAL = 1 << 18;
  private static final int KEPT = 1 << 12;
  private static final int ASCII = 128;

  private final String fileName;
  private final InputStream in;
  private final Charset charset;
  private final CharsetDecoder strict;
  private byte[] buffer = new byte[INITIAL];
  private int position;
  private int limit;
  private long discarded;
  private long number;
  private boolean exhausted;

  private ByteLines(String fileName, InputStream in, Charset charset, long offset, long number) {
    this.fileName = fileName;
    this.in = in;
    this.charset = charset;
    this.strict = charset.newDecoder();
    this.discarded = offset;
    this.number = number;
  }

  /** Whether lines of a charset can be found among bytes. */
  public static boolean canRead(Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      return true;
    }
    byte[] ascii = new byte[ASCII];
    for (int i = 0; i < ASCII; i++) {
      ascii[i] = (byte) i;
    }
    // One byte a character: else a byte below 128 might be the second half of one.
    return charset.canEncode()
        && charset.newEncoder().maxBytesPerChar() == 1
        && new String(ascii, charset).equals(new String(ascii, StandardCharsets.US_ASCII));
  }

  /**
   * @param in stands before the first line
   * @param offset how many bytes of the file come before that
   * @param number how many lines do
   */
  public static ByteLines open(
      InputStream in, Charset charset, String fileName, long offset, long number) {
    return new ByteLines(fileName, in, charset, offset, number);
  }

  /** The bytes in hand: those of the next lines are from {@link #from()} to {@link #to()}. */
  public byte[] bytes() {
    return buffer;
  }

  public int from() {
    return position;
  }

  public int to() {
    return limit;
  }

  /** Whether the bytes in hand are the last ones of the file. */
  public boolean isAtEnd() {
    return exhausted;
  }

  /** Whether the bytes are characters of the charset that are written alike in UTF-8. */
  public boolean isUtf8(int from, int to) {
    if (!charset.equals(StandardCharsets.UTF_8)) {
      return false;
    }
    try {
      strict.decode(ByteBuffer.wrap(buffer, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Takes bytes in hand that are one line with its end. */
  public void take(int length) {
    position += length;
    number++;
  }

  /**
   * Gets more bytes behind those in hand, which may stand elsewhere in {@link #bytes} afterwards.
   *
   * @return whether there are more now
   */
  public boolean more() {
    try {
      return fill();
    } catch (IOException e) {
      throw TextErrors.broken(fileName, number, e);
    }
  }

  @Override
  public long position() {
    return discarded + position;
  }

  @Override
  public Charset charset() {
    return charset;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public Line next() {
    int length = 0;
    while (true) {
      int end = indexOfEnd(position + length);
      if (end >= 0) {
        return line(end - position, ending(end));
      }
      length = limit - position;
      if (length >= LineReader.LONGEST && characters() >= LineReader.LONGEST) {
        return cut();
      }
      if (!more()) {
        return length == 0 ? null : line(length, "");
      }
    }
  }

  private int indexOfEnd(int from) {
    for (int i = from; i < limit; i++) {
      byte b = buffer[i];
      if (b == '\n' || b == '\r') {
        return i;
      }
    }
    return -1;
  }

  private String ending(int end) {
    if (buffer[end] == '\n') {
      return "\n";
    }
    int ahead = end - position + 1;
    boolean more = position + ahead < limit || more();
    return more && buffer[position + ahead] == '\n' ? "\r\n" : "\r";
  }

  private Line line(int length, String end) {
    Line line = decoded(length, end);
    take(length + end.length());
    return line;
  }

  private Line decoded(int length, String end) {
    try {
      String text = strict.decode(ByteBuffer.wrap(buffer, position, length)).toString();
      return new Line(number + 1, text, end, null);
    } catch (CharacterCodingException e) {
      byte[] damaged = Arrays.copyOfRange(buffer, position, position + length);
      Line line = LineReader.decoding(damaged, charset, fileName);
      return new Line(number + 1, line.text(), end, line.problem());
    }
  }

  private int characters() {
    if (!charset.equals(StandardCharsets.UTF_8)) {
      return limit - position;
    }
    int count = 0;
    for (int i = position; i < limit; i++) {
      count += (buffer[i] & 0xC0) == 0x80 ? 0 : 1;
    }
    return count;
  }

  /** The rest of an absurdly long line is read past; the file itself still has it. */
  private Line cut() {
    String text = new String(buffer, position, KEPT, charset);
    position = limit;
    while (more()) {
      int end = indexOfEnd(position);
      position = end < 0 ? limit : end;
      if (end >= 0) {
        position += ending(end).length();
        break;
      }
    }
    number++;
    return new Line(number, text, "", LineReader.CUT);
  }

  private boolean fill() throws IOException {
    if (exhausted) {
      return false;
    }
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      discarded += position;
      limit -= position;
      position = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = in.read(buffer, limit, buffer.length - limit);
    exhausted = count < 0;
    limit += Math.max(count, 0);
    return count > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
