package io.penstock.format;

import java.util.NoSuchElementException;

/**
 * A reader that looks at the next record only when it is asked for it, so that a stream that breaks
 * gives every record before the break first.
 */
public abstract class SequentialReader implements RecordReader {
  private RawRecord next;
  private boolean ended;

  /** The next record, or null at the end of the file; not called again after that. */
  protected abstract RawRecord read();

  /** Whether no record was looked at that is still to be taken. */
  protected final boolean isBetween() {
    return next == null && !ended;
  }

  @Override
  public final boolean hasNext() {
    if (next == null && !ended) {
      next = read();
      ended = next == null;
    }
    return next != null;
  }

  @Override
  public final RawRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    RawRecord record = next;
    next = null;
    return record;
  }
}
