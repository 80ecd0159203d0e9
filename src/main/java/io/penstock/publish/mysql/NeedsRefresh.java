package io.penstock.publish.mysql;

/** Changes alone cannot bring the target to the version; its message says why. */
final class NeedsRefresh extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean drift;

  private NeedsRefresh(String reason, boolean drift) {
    super(reason, null, false, false);
    this.drift = drift;
  }

  NeedsRefresh(String reason) {
    this(reason, false);
  }

  /** The target does not hold what it said; nobody knows whose rows are in it. */
  static NeedsRefresh drift(String reason) {
    return new NeedsRefresh(reason, true);
  }

  boolean isDrift() {
    return drift;
  }
}
