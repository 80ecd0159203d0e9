package io.penstock.land.fetch;

import java.time.Duration;

/** Waits between two attempts; tests put in one that only remembers. */
@FunctionalInterface
interface Pause {
  void last(Duration time) throws InterruptedException;
}
