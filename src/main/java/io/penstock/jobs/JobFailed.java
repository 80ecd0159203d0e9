package io.penstock.jobs;

/** The one sentence with which a task fails. It has no stack trace: the log has that. */
public final class JobFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean refusal;

  JobFailed(String sentence) {
    this(sentence, false);
  }

  private JobFailed(String sentence, boolean refusal) {
    super(sentence, null, false, false);
    this.refusal = refusal;
  }

  /** One that stays until somebody changes something. */
  static JobFailed refusal(String sentence) {
    return new JobFailed(sentence, true);
  }

  boolean isRefusal() {
    return refusal;
  }
}
