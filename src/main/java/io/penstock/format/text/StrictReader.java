package io.penstock.format.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;

/**
 * Decoded text that ends with an exception exactly where bytes are not valid: all characters before
 * them are delivered first, unlike with the JDK's reader.
 */
public final class StrictReader extends Reader {
  private final InputStream in;
  private final CharSource source;
  private long delivered;
  private String damage;

  private StrictReader(InputStream in, CharSource source) {
    this.in = in;
    this.source = source;
  }

  /** Passes over a byte-order mark, which wins over the encoding. */
  public static StrictReader open(InputStream in, String encoding, String fileName)
      throws IOException {
    DecodedInput input = DecodedInput.open(in, encoding, fileName);
    return new StrictReader(in, new CharSource(input.bytes(), input.charset()));
  }

  /** The bytes that stopped the reader. */
  public static final class InvalidBytesException extends CharacterCodingException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    private InvalidBytesException(String reason) {
      this.reason = reason;
    }

    @Override
    public String getMessage() {
      return reason;
    }
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (damage != null) {
      throw new InvalidBytesException(damage);
    }
    int count = source.read(target, offset, length);
    long at = source.firstDamage();
    if (at >= 0) {
      int good = (int) (at - delivered);
      damage = source.damageBefore(at + 1);
      return good > 0 ? good : read(target, offset, length);
    }
    delivered += Math.max(count, 0);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
