package io.penstock.publish.protocol;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the log how long each part of a publication took. */
final class StepTimer {
  private static final Logger LOG = LoggerFactory.getLogger(StepTimer.class);

  private final String step;
  private long start = System.nanoTime();

  StepTimer(String step) {
    this.step = step;
  }

  /** Says what has just ended. */
  void end(String what) {
    long now = System.nanoTime();
    LOG.info("{}: {} took {} ms", step, what, (now - start) / 1_000_000);
    start = now;
  }
}
