package io.penstock.publish.protocol;

/** Changes alone cannot bring the target to the version; its message says why. */
public final class FullRefreshRequired extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean drift;

  private FullRefreshRequired(String reason, boolean drift) {
    super(reason, null, false, false);
    this.drift = drift;
  }

  FullRefreshRequired(String reason) {
    this(reason, false);
  }

  /** The target does not hold what it said; nobody knows whose rows are in it. */
  static FullRefreshRequired drift(String reason) {
    return new FullRefreshRequired(reason, true);
  }

  boolean isDrift() {
    return drift;
  }
}
