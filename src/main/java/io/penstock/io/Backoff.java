package io.penstock.io;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: doubling, with some chance in it so that twins do not
 * keep step.
 *
 * @param first the most that is waited after one failure
 * @param longest the most that is ever waited
 * @param chance gives numbers from 0 to 1
 */
public record Backoff(Duration first, Duration longest, DoubleSupplier chance) {
  private static final int DOUBLINGS = 10;

  /** With real chance. */
  public static Backoff of(Duration first, Duration longest) {
    return new Backoff(first, longest, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** The wait after so many failures: between half and the whole of first, twice first, … */
  public Duration after(int failures) {
    long whole =
        Math.min(first.toMillis() << Math.min(failures - 1, DOUBLINGS), longest.toMillis());
    return Duration.ofMillis(whole / 2 + (long) (chance.getAsDouble() * (whole / 2.0)));
  }
}
