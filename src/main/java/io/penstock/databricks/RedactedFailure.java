package io.penstock.databricks;

/**
 * What the SDK has thrown, for the log: where it came from, but its words only without secrets,
 * because a server may repeat what it was given.
 */
final class RedactedFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private RedactedFailure(Throwable failure, RedactedFailure cause) {
    super(failure.getClass().getSimpleName() + ": " + WorkspaceFailures.reason(failure), cause);
    setStackTrace(failure.getStackTrace());
  }

  static RedactedFailure of(Throwable failure) {
    Throwable cause = failure.getCause();
    return new RedactedFailure(failure, cause == null || cause == failure ? null : of(cause));
  }
}
