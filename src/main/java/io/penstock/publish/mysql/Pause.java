package io.penstock.publish.mysql;

import io.penstock.spec.OutsideException;

/** Waiting between two tries. */
final class Pause {
  private static final long FIRST = 250;
  private static final long LONGEST = 5_000;

  private Pause() {}

  /** Waits longer after each failure, with some chance in it so that twins do not keep step. */
  static void before(int nextTry) {
    long full = Math.min(LONGEST, FIRST << Math.min(nextTry - 1, 10));
    millis(full / 2 + (long) (Math.random() * full / 2));
  }

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OutsideException.passing("The publication was interrupted. Run again.", e);
    }
  }
}
