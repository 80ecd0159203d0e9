package io.penstock.format.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * The physical lines of a file, whichever of LF, CRLF and CR end them, also mixed. A line of more
 * than {@value #LONGEST} characters is cut and says so, so that memory stays bounded.
 */
public final class LineReader implements Lines {
  static final int LONGEST = 1 << 24;
  static final String CUT = "is longer than " + LONGEST + " characters and was cut";
  private static final int KEPT = 1 << 12;
  private static final int INITIAL = 1 << 16;

  private final String fileName;
  private final InputStream in;
  private final Charset charset;
  private final CharSource source;
  private char[] buffer = new char[INITIAL];
  private int position;
  private int limit;
  private long discarded;
  private long number;

  private LineReader(String fileName, InputStream in, Charset charset, CharSource source) {
    this.fileName = fileName;
    this.in = in;
    this.charset = charset;
    this.source = source;
  }

  static LineReader of(DecodedInput input, String fileName) {
    return new LineReader(
        fileName, input.bytes(), input.charset(), new CharSource(input.bytes(), input.charset()));
  }

  /** The one line that some bytes are, without its end. */
  static Line decoding(byte[] line, Charset charset, String fileName) {
    InputStream in = new ByteArrayInputStream(line);
    return new LineReader(fileName, in, charset, new CharSource(in, charset)).next();
  }

  @Override
  public long position() {
    return -1;
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
    try {
      return read();
    } catch (IOException e) {
      throw TextErrors.broken(fileName, number, e);
    }
  }

  private Line read() throws IOException {
    int length = 0;
    while (true) {
      int end = indexOfEnd(position + length);
      if (end >= 0) {
        return take(end - position, ending(end));
      }
      length = limit - position;
      if (length >= LONGEST) {
        return cut();
      }
      if (!fill()) {
        return length == 0 ? null : take(length, "");
      }
    }
  }

  private int indexOfEnd(int from) {
    for (int i = from; i < limit; i++) {
      char c = buffer[i];
      if (c == '\n' || c == '\r') {
        return i;
      }
    }
    return -1;
  }

  private String ending(int end) throws IOException {
    if (buffer[end] == '\n') {
      return "\n";
    }
    int ahead = end - position + 1;
    boolean more = position + ahead < limit || fill();
    return more && buffer[position + ahead] == '\n' ? "\r\n" : "\r";
  }

  private Line take(int length, String end) {
    String text = new String(buffer, position, length);
    position += length + end.length();
    number++;
    return new Line(number, text, end, source.damageBefore(discarded + position));
  }

  /** The rest of an absurdly long line is read past; the file itself still has it. */
  private Line cut() throws IOException {
    String text = new String(buffer, position, KEPT);
    position = limit;
    while (fill()) {
      int end = indexOfEnd(position);
      position = end < 0 ? limit : end;
      if (end >= 0) {
        position += ending(end).length();
        break;
      }
    }
    source.damageBefore(discarded + position);
    number++;
    return new Line(number, text, "", CUT);
  }

  /** Moves what is unread to the front and appends what one read gives; false at the end. */
  private boolean fill() throws IOException {
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      discarded += position;
      limit -= position;
      position = 0;
    }
    if (buffer.length - limit < 2) { // a surrogate pair needs two
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = source.read(buffer, limit, buffer.length - limit);
    limit += Math.max(count, 0);
    return count > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
