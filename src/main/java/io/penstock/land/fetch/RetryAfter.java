package io.penstock.land.fetch;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a server asks to be left alone, as its Retry-After header has it. */
record RetryAfter(Clock clock) {
  static final Duration LONGEST = Duration.ofMinutes(5);

  /** Reads seconds or an HTTP date. Nothing when it says nothing useful. */
  Optional<Duration> parse(String header) {
    return parsed(header.strip())
        .filter(wait -> wait.compareTo(Duration.ZERO) > 0)
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private Optional<Duration> parsed(String text) {
    if (text.matches("\\d+")) {
      return Optional.of(text.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      ZonedDateTime then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(clock.instant(), then.toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
