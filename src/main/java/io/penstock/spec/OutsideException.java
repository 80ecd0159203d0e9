package io.penstock.spec;

/** The world outside failed: a server, a disk, a network, or data that cannot be read at all. */
public final class OutsideException extends PenstockException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  private enum Kind {
    TRANSIENT,
    PERMANENT,
    DAMAGED
  }

  private OutsideException(String sentence, Throwable cause, Kind kind) {
    super(sentence, cause);
    this.kind = kind;
  }

  /** A failure that may be gone when the same is tried again. */
  public static OutsideException ofTransient(String sentence, Throwable cause) {
    return new OutsideException(sentence, cause, Kind.TRANSIENT);
  }

  /** A failure that stays until somebody changes something. */
  public static OutsideException ofPermanent(String sentence, Throwable cause) {
    return new OutsideException(sentence, cause, Kind.PERMANENT);
  }

  /** A failure of a single file's bytes, which nobody can read; what is beside it is not meant. */
  public static OutsideException ofDamage(String sentence, Throwable cause) {
    return new OutsideException(sentence, cause, Kind.DAMAGED);
  }

  /** Whether a single file's bytes are at fault. */
  public boolean isDamage() {
    return kind == Kind.DAMAGED;
  }

  @Override
  public int exitStatus() {
    return 1;
  }

  @Override
  public boolean retryable() {
    return kind == Kind.TRANSIENT;
  }
}
