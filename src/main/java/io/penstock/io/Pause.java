package io.penstock.io;

import java.time.Duration;
import java.util.function.Function;

/** Waits; tests put in one that only remembers. */
@FunctionalInterface
public interface Pause {
  /** Really waits. */
  Pause SLEEP = time -> Thread.sleep(time.toMillis());

  void last(Duration time) throws InterruptedException;

  /**
   * Waits on this thread.
   *
   * @param interrupted what is thrown when somebody interrupts, which stays noted on the thread
   */
  static void sleep(
      Duration time, Function<InterruptedException, ? extends RuntimeException> interrupted) {
    try {
      SLEEP.last(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted.apply(e);
    }
  }
}
