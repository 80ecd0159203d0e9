package io.penstock.spec;

import java.util.Optional;

/**
 * How many of one run's records may be bad before the run is refused.
 *
 * @param malformed records that are no rows; the usual limit where it is left out
 * @param rescued records of which a value does not fit its type; likewise
 */
public record BadRecords(Optional<Limit> malformed, Optional<Limit> rescued) {
  /** A share that is left out; a handful of bad records among few says nothing about a source. */
  private static final Limit USUAL = Limit.parse("10%").orElseThrow();

  private static final int HANDFUL = 10;

  /** What holds where nothing is said. */
  public static BadRecords usual() {
    return new BadRecords(Optional.empty(), Optional.empty());
  }

  /** The limit that so many malformed ones exceed. */
  public Optional<Limit> exceededByMalformed(long found, long of) {
    return exceeded(malformed, found, of);
  }

  /** The limit that so many with rescued values exceed. */
  public Optional<Limit> exceededByRescued(long found, long of) {
    return exceeded(rescued, found, of);
  }

  private static Optional<Limit> exceeded(Optional<Limit> written, long found, long of) {
    return written.isEmpty() && found < HANDFUL
        ? Optional.empty()
        : Optional.of(written.orElse(USUAL)).filter(limit -> limit.exceeded(found, of));
  }
}
