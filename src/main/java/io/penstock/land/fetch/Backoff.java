package io.penstock.land.fetch;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling with jitter, or as the server asks. */
final class Backoff {
  static final Duration LONGEST = Duration.ofSeconds(60);
  static final Duration LONGEST_ASKED = Duration.ofMinutes(5);
  private static final long FIRST_MILLIS = 1_000;

  private final Clock clock;
  private final RandomGenerator random;

  Backoff(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The wait after so many failures: between half and the whole of 1, 2, 4 … 60 seconds. */
  Duration after(int failures) {
    long whole = Math.min(FIRST_MILLIS << Math.min(failures - 1, 10), LONGEST.toMillis());
    return Duration.ofMillis(whole / 2 + (long) (random.nextDouble() * (whole / 2.0)));
  }

  /** Reads a Retry-After header: seconds or an HTTP date. Nothing when it says nothing useful. */
  Optional<Duration> asked(String retryAfter) {
    return parsed(retryAfter.strip())
        .filter(wait -> wait.compareTo(Duration.ZERO) > 0)
        .map(wait -> wait.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : wait);
  }

  private Optional<Duration> parsed(String text) {
    if (text.matches("\\d+")) {
      return Optional.of(
          text.length() > 9 ? LONGEST_ASKED : Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      ZonedDateTime then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(clock.instant(), then.toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
