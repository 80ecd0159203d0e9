package io.penstock.spec;

/** The world outside failed: a server, a disk, a network, or data that cannot be read at all. */
public final class OutsideException extends PenstockException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  private OutsideException(String sentence, Throwable cause, boolean retryable) {
    super(sentence, cause);
    this.retryable = retryable;
  }

  /** A failure that may be gone when the same is tried again. */
  public static OutsideException ofTransient(String sentence, Throwable cause) {
    return new OutsideException(sentence, cause, true);
  }

  /** A failure that stays until somebody changes something. */
  public static OutsideException ofPermanent(String sentence, Throwable cause) {
    return new OutsideException(sentence, cause, false);
  }

  @Override
  public int exitStatus() {
    return 1;
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
