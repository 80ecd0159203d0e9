package io.penstock.format.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decodes bytes into a caller's buffer and remembers where bytes were not valid, so that the damage
 * can be told to the line that has it instead of ending the whole file.
 */
final class CharSource {
  private static final int BYTES = 1 << 16;
  private static final char REPLACEMENT = '\uFFFD';

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BYTES).limit(0);
  private final Deque<Damage> damages = new ArrayDeque<>();
  private long produced;
  private boolean exhausted;
  private boolean flushed;

  /** Invalid bytes, and the index of the character that stands in for them. */
  private record Damage(long at, String hex) {}

  CharSource(InputStream in, Charset charset) {
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Fills the buffer as far as one read goes; how many characters came, or -1 at the end. */
  int read(char[] target, int offset, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(target, offset, length);
    while (chars.position() == offset && !flushed) { // two characters of room at least
      decode(chars);
    }
    int count = chars.position() - offset;
    produced += count;
    return count == 0 ? -1 : count;
  }

  private void decode(CharBuffer chars) throws IOException {
    int start = chars.position();
    CoderResult result = decoder.decode(bytes, chars, exhausted);
    if (result.isError() && chars.hasRemaining()) {
      damages.add(new Damage(produced + chars.position() - start, hex(result.length())));
      bytes.position(bytes.position() + result.length());
      chars.put(REPLACEMENT);
    } else if (result.isUnderflow()) {
      if (exhausted) {
        flushed = decoder.flush(chars).isUnderflow();
      } else if (chars.position() == start) { // else a stream that breaks would cost these
        more();
      }
    }
  }

  private void more() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    exhausted = count < 0;
    bytes.position(bytes.position() + Math.max(count, 0)).flip();
  }

  private String hex(int length) {
    StringBuilder text = new StringBuilder("0x");
    for (int i = 0; i < length; i++) {
      text.append(String.format("%02X", bytes.get(bytes.position() + i)));
    }
    return text.toString();
  }

  /** The index of the first damage not yet taken, or -1. */
  long firstDamage() {
    return damages.isEmpty() ? -1 : damages.peek().at();
  }

  /** Takes the damages before this character index; null when there is none. */
  String damageBefore(long index) {
    if (damages.isEmpty() || damages.peek().at() >= index) {
      return null;
    }
    String first = damages.peek().hex();
    while (!damages.isEmpty() && damages.peek().at() < index) {
      damages.remove();
    }
    return "holds bytes that are not valid %s (%s)".formatted(decoder.charset().name(), first);
  }
}
