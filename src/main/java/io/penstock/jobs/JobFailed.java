package io.penstock.jobs;

/** The one sentence with which a task fails. It has no stack trace: the log has that. */
public final class JobFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobFailed(String sentence) {
    super(sentence, null, false, false);
  }
}
