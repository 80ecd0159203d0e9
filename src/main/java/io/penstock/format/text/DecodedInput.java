package io.penstock.format.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * A stream past its byte-order mark, and the charset it is written in. A mark (UTF-8, UTF-16LE/BE,
 * UTF-32LE/BE) wins over the declared encoding, because it is part of the data.
 *
 * @param markLength how many bytes the mark has
 */
public record DecodedInput(InputStream bytes, Charset charset, int markLength) {
  private static final int LONGEST_MARK = 4;

  /** Looks at the first bytes; throws {@code SpecException} for an encoding nobody knows. */
  public static DecodedInput open(InputStream in, String encoding, String fileName)
      throws IOException {
    Charset declared = charset(encoding, fileName);
    PushbackInputStream pushback = new PushbackInputStream(in, LONGEST_MARK);
    byte[] head = new byte[LONGEST_MARK];
    int length = pushback.readNBytes(head, 0, LONGEST_MARK);
    String start = new String(head, 0, length, StandardCharsets.ISO_8859_1);
    for (Mark mark : Mark.values()) {
      if (start.startsWith(mark.bytes)) {
        pushback.unread(head, mark.bytes.length(), length - mark.bytes.length());
        return new DecodedInput(pushback, mark.charset, mark.bytes.length());
      }
    }
    pushback.unread(head, 0, length);
    return new DecodedInput(pushback, declared, 0);
  }

  private static Charset charset(String encoding, String fileName) {
    try {
      return Charset.forName(encoding);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw TextErrors.unknownEncoding(fileName, encoding, e);
    }
  }

  /** The bytes as ISO-8859-1; UTF-32LE stands before UTF-16LE, whose mark is its beginning. */
  private enum Mark {
    UTF_8(StandardCharsets.UTF_8, "\u00EF\u00BB\u00BF"),
    UTF_32LE(Charset.forName("UTF-32LE"), "\u00FF\u00FE\0\0"),
    UTF_32BE(Charset.forName("UTF-32BE"), "\0\0\u00FE\u00FF"),
    UTF_16LE(StandardCharsets.UTF_16LE, "\u00FF\u00FE"),
    UTF_16BE(StandardCharsets.UTF_16BE, "\u00FE\u00FF");

    private final Charset charset;
    private final String bytes;

    Mark(Charset charset, String bytes) {
      this.charset = charset;
      this.bytes = bytes;
    }
  }
}
