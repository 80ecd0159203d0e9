package io.penstock.spec;

import java.util.function.UnaryOperator;

/**
 * A failure for the log: where it came from, with its causes, but its words without secrets,
 * because a server or a library may repeat what it was given.
 */
public final class RedactedFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How far causes are followed; they may go round in a circle. */
  private static final int DEEPEST = 20;

  private RedactedFailure(Throwable failure, UnaryOperator<String> words, int deeper) {
    super(
        failure.getMessage() == null
            ? failure.getClass().getName()
            : failure.getClass().getName() + ": " + words.apply(failure.getMessage()),
        failure.getCause() == null || deeper == 0
            ? null
            : new RedactedFailure(failure.getCause(), words, deeper - 1));
    setStackTrace(failure.getStackTrace());
    if (deeper > 0) {
      for (Throwable other : failure.getSuppressed()) {
        addSuppressed(new RedactedFailure(other, words, deeper - 1));
      }
    }
  }

  /** With its words as {@link Redaction#text} has them. */
  public static RedactedFailure of(Throwable failure) {
    return of(failure, Redaction::text);
  }

  /**
   * The same in other words.
   *
   * @param words makes a message that may be logged from one that may not
   */
  public static RedactedFailure of(Throwable failure, UnaryOperator<String> words) {
    return new RedactedFailure(failure, words, DEEPEST);
  }

  @Override
  public String toString() {
    return getMessage();
  }
}
