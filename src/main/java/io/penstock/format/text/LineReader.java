package io.penstock.format.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The physical lines of a file, whichever of LF, CRLF and CR end them, also mixed. A line of more
 * than {@value #LONGEST} characters is cut and says so, so that memory stays bounded.
 */
public final class LineReader implements Closeable {
  static final int LONGEST = 1 << 24;
  private static final int KEPT = 1 << 12;
  private static final int INITIAL = 1 << 16;

  private final String fileName;
  private final InputStream in;
  private final CharSource source;
  private char[] buffer = new char[INITIAL];
  private int position;
  private int limit;
  private long discarded;
  private long number;

  private LineReader(String fileName, InputStream in, CharSource source) {
    this.fileName = fileName;
    this.in = in;
    this.source = source;
  }

  /** Reads the byte-order mark, if any, and stands before the first line. */
  public static LineReader open(InputStream in, String encoding, String fileName) {
    try {
      DecodedInput input = DecodedInput.open(in, encoding, fileName);
      return new LineReader(fileName, in, new CharSource(input.bytes(), input.charset()));
    } catch (IOException e) {
      throw TextErrors.broken(fileName, 0, e);
    }
  }

  /** The next line, or null at the end of the file; nothing follows a final line end. */
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
    return new Line(number, text, "", "is longer than " + LONGEST + " characters and was cut");
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
