package io.penstock.format.infer;

import io.penstock.format.infer.SchemaInference.InferredType;
import io.penstock.format.value.Conversion;
import io.penstock.format.value.Converters;
import io.penstock.format.value.ValueConverter;
import io.penstock.spec.ColumnSpec;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether all values of a column are days such as 20210307. Numbers may look so too, so that its
 * name has to say it as well.
 */
final class CompactDates {
  private static final String PATTERN = "yyyyMMdd";
  private static final ValueConverter CONVERTER =
      Converters.of(new ColumnSpec("day", "date", Optional.empty(), Optional.of(PATTERN)));
  private static final Pattern DIGITS = Pattern.compile("(19|20)\\d{6}");
  private static final Pattern NAME =
      Pattern.compile("(?i)(.*[_ -])?(date|day|dt|datum|ymd)([_ -].*)?|.*[a-z](Date|Day)|date.*");

  private boolean all = true;
  private boolean seen;

  void see(String word) {
    seen = true;
    all =
        all
            && DIGITS.matcher(word).matches()
            && CONVERTER.fromText(word) instanceof Conversion.Value;
  }

  /** The type of a column of this name, whose values alone would make it the other one. */
  InferredType type(String name, InferredType other) {
    return seen && all && NAME.matcher(name).matches()
        ? new InferredType("date", Optional.of(PATTERN))
        : other;
  }
}
