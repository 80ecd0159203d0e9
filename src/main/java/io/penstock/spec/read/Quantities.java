package io.penstock.spec.read;

import io.penstock.spec.Limit;
import io.penstock.spec.yaml.Fields;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations ({@code 30s}), sizes ({@code 20GB}) and limits ({@code 5%}). */
final class Quantities {
  private static final Pattern DURATION =
      Pattern.compile("(?=[0-9]*[1-9])([0-9]{1,9})\\s*(ms|s|m|h)");
  private static final Pattern SIZE =
      Pattern.compile("(?=[0-9]*[1-9])([0-9]{1,6})\\s*(B|KB|MB|GB|TB)");
  private static final Map<String, Integer> SHIFT =
      Map.of("B", 0, "KB", 10, "MB", 20, "GB", 30, "TB", 40);

  private Quantities() {}

  static Duration duration(Fields fields, String key, Duration otherwise) {
    Optional<String> text = fields.text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    Matcher matcher = DURATION.matcher(text.get());
    if (!matcher.matches()) {
      fields.problem(
          key, "'" + key + "' must be a duration such as 30s or 5m. Found: '" + text.get() + "'.");
      return otherwise;
    }
    long n = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(n);
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      default -> Duration.ofHours(n);
    };
  }

  static long size(Fields fields, String key, long otherwise) {
    Optional<String> text = fields.text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    Matcher matcher = SIZE.matcher(text.get().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      fields.problem(
          key, "'" + key + "' must be a size such as 500MB or 20GB. Found: '" + text.get() + "'.");
      return otherwise;
    }
    return Long.parseLong(matcher.group(1)) << SHIFT.get(matcher.group(2));
  }

  static Optional<Limit> limit(Fields fields, String key) {
    Optional<String> text = fields.text(key);
    Optional<Limit> limit = text.flatMap(Limit::parse);
    if (text.isPresent() && limit.isEmpty()) {
      fields.problem(
          key,
          "'"
              + key
              + "' must be a share such as 5% or a number of rows. Found: '"
              + text.get()
              + "'.");
    }
    return limit;
  }
}
