package io.penstock.land.fetch;

import java.time.Duration;
import java.util.Optional;

/** One attempt failed in a way that another may not. Never leaves this package. */
final class TryAgain extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whose fault it was, which decides whether the attempt counts. */
  enum Kind {
    /** The server or the network failed. */
    FAILED,
    /** The bytes kept from before were of no use and are gone; nothing is wrong with the server. */
    START_OVER
  }

  private final Kind kind;
  private final transient Optional<Duration> wait;

  private TryAgain(Kind kind, String reason, Throwable cause, Optional<Duration> wait) {
    super(reason, cause);
    this.kind = kind;
    this.wait = wait;
  }

  static TryAgain failed(String reason, Throwable cause) {
    return new TryAgain(Kind.FAILED, reason, cause, Optional.empty());
  }

  static TryAgain asked(String reason, Optional<Duration> wait) {
    return new TryAgain(Kind.FAILED, reason, null, wait);
  }

  static TryAgain startOver(String reason) {
    return new TryAgain(Kind.START_OVER, reason, null, Optional.empty());
  }

  Kind kind() {
    return kind;
  }

  /** How long the server asked to be left alone. */
  Optional<Duration> serverAsksFor() {
    return wait;
  }
}
