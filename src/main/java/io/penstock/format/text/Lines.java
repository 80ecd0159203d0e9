package io.penstock.format.text;

import io.penstock.format.FilePart;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.function.LongFunction;

/** The physical lines of a file, or of a part of it, one after another. */
public interface Lines extends Closeable {

  /** Reads the byte-order mark, if any, and stands before the first line. */
  static Lines open(InputStream in, String encoding, String fileName) {
    try {
      DecodedInput input = DecodedInput.open(in, encoding, fileName);
      return ByteLines.canRead(input.charset())
          ? ByteLines.open(input.bytes(), input.charset(), fileName, input.markLength(), 0)
          : LineReader.of(input, fileName);
    } catch (IOException e) {
      throw TextErrors.broken(fileName, 0, e);
    }
  }

  /**
   * Stands before the first line that begins in a part of a file, which is not the first part.
   *
   * @param stored opens the file at a place
   */
  static Lines openPart(LongFunction<InputStream> stored, FilePart part, String fileName) {
    Charset charset = Charset.forName(part.charset());
    if (part.aligned()) {
      return ByteLines.open(stored.apply(part.from()), charset, fileName, part.from(), part.line());
    }
    // If a line ends with the byte before, the next one begins here.
    long before = part.from() - 1;
    Lines lines = ByteLines.open(stored.apply(before), charset, fileName, before, part.line() - 1);
    boolean read = false;
    try {
      lines.next();
      read = true;
      return lines;
    } finally {
      if (!read) {
        closeQuietly(lines);
      }
    }
  }

  private static void closeQuietly(Lines lines) {
    try {
      lines.close();
    } catch (IOException e) {
      // What has gone wrong before is what is told.
    }
  }

  /** What the lines are written in. */
  Charset charset();

  /** The next line, or null at the end of the file; nothing follows a final line end. */
  Line next();

  /** Where the next line begins, in bytes from the beginning of the file; -1 if nobody knows. */
  long position();

  /** How many lines of the file come before the next one. */
  long number();
}
