package io.penstock.format.infer;

import io.penstock.format.infer.SchemaInference.InferredType;
import io.penstock.format.value.Conversion;
import io.penstock.format.value.Converters;
import io.penstock.format.value.ValueConverter;
import io.penstock.spec.ColumnSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ways of writing a time that fit all values of a column. Where both M/d/yyyy and d/M/yyyy fit
 * there is no telling which it is, and the column stays text.
 */
final class TimeEvidence {
  private static final List<ColumnSpec> WAYS =
      List.of(
          new ColumnSpec("iso", "date", Optional.empty(), Optional.empty()),
          new ColumnSpec("us", "date", Optional.empty(), Optional.of("M/d/yyyy")),
          new ColumnSpec("european", "date", Optional.empty(), Optional.of("d/M/yyyy")),
          new ColumnSpec("instant", "timestamp", Optional.empty(), Optional.empty()));

  private static final List<ValueConverter> CONVERTERS = WAYS.stream().map(Converters::of).toList();

  private final List<Integer> fitting = new ArrayList<>(List.of(0, 1, 2, 3));

  void see(String word) {
    if (fitting.isEmpty()) {
      return;
    }
    if (word.isEmpty() || !Character.isDigit(word.charAt(0))) {
      fitting.clear();
      return;
    }
    fitting.removeIf(way -> !(CONVERTERS.get(way).fromText(word) instanceof Conversion.Value));
  }

  /** Null when no way, or no single one, fits. */
  InferredType type() {
    if (fitting.isEmpty() || (fitting.size() > 1 && fitting.get(0) != 0)) {
      return null;
    }
    ColumnSpec way = WAYS.get(fitting.get(0));
    return new InferredType(way.type(), way.pattern());
  }
}
