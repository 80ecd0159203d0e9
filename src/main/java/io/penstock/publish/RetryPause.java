package io.penstock.publish;

import io.penstock.io.Backoff;
import io.penstock.io.Pause;
import java.time.Duration;

/** The wait between two tries of the same work on a target. */
public final class RetryPause {
  private static final Backoff BACKOFF =
      Backoff.of(Duration.ofMillis(250), Duration.ofMillis(5_000));

  private RetryPause() {}

  /** Waits longer after each failure. */
  public static void after(int failures) {
    Pause.sleep(BACKOFF.after(failures), e -> TargetErrors.interrupted(e));
  }
}
