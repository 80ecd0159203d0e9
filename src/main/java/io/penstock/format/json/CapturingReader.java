package io.penstock.format.json;

import java.io.IOException;
import java.io.Reader;

/** Keeps the characters that went through it since a mark, so that damage can be shown as it is. */
final class CapturingReader extends Reader {
  /** How far a broken text is followed only to show it. */
  private static final int MOST_KEPT = 1_000_000;

  /** A record is held in memory, as a tree that takes several times as much. */
  private static final int LONGEST = 50_000_000;

  private final Reader reader;
  private final StringBuilder kept = new StringBuilder();
  private long start;

  /** A record that is longer than may be held in memory. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLongException(String reason) {
      super(reason);
    }
  }

  CapturingReader(Reader reader) {
    this.reader = reader;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int count = reader.read(target, offset, length);
    if (count > 0) {
      kept.append(target, offset, count);
      if (kept.length() > LONGEST) {
        throw new TooLongException(
            "is longer than the %,d characters that a record may have".formatted(LONGEST));
      }
    }
    return count;
  }

  /** Forgets what stands before this index of the whole text. */
  void forgetBefore(long index) {
    int drop = (int) Math.min(index - start, kept.length());
    kept.delete(0, Math.max(drop, 0));
    start = index;
  }

  /** What was kept up to this index. */
  String textUpTo(long index) {
    return kept.substring(0, (int) Math.min(index - start, kept.length()));
  }

  /** What was kept and what follows. */
  String rest() {
    char[] buffer = new char[1 << 13];
    try {
      int count = 0;
      while (kept.length() < MOST_KEPT && count >= 0) {
        count = read(buffer, 0, buffer.length);
      }
    } catch (IOException e) {
      // Only to show more of a text that is known to be broken.
      return kept.toString();
    }
    return kept.substring(0, Math.min(kept.length(), MOST_KEPT));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
