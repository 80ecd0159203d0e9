package io.penstock.ops;

import io.penstock.spec.PenstockException;

/** Rows are missing or too many: what was counted in one place is not what was in another. */
public final class UnbalancedException extends PenstockException {
  private static final long serialVersionUID = 1L;

  private final transient Counts counts;
  private final boolean committed;

  /**
   * @param counts as far as they are known
   * @param committed whether the step's table has been written
   */
  UnbalancedException(String sentence, Counts counts, boolean committed) {
    super(sentence, null);
    this.counts = counts;
    this.committed = committed;
  }

  public Counts counts() {
    return counts == null ? Counts.NONE : counts;
  }

  public boolean committed() {
    return committed;
  }

  @Override
  public int exitStatus() {
    return 1;
  }

  // Before anything is written, an executor that was lost may have made a count twice.
  @Override
  public boolean retryable() {
    return !committed;
  }
}
