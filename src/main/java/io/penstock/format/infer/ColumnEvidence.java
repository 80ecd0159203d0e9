package io.penstock.format.infer;

import io.penstock.format.infer.SchemaInference.InferredType;
import io.penstock.format.value.Converters;
import io.penstock.spec.TextStyle;
import java.util.stream.Stream;

/** What the texts of one column have in common; a column of NULLs only is a string. */
final class ColumnEvidence {
  private final NumberEvidence numbers = new NumberEvidence();
  private final TimeEvidence times = new TimeEvidence();
  private final CompactDates days = new CompactDates();
  private final TextStyle style;
  private boolean booleans = true;
  private boolean seen;

  ColumnEvidence(TextStyle style) {
    this.style = style;
  }

  void see(String text) {
    if (text == null || text.isEmpty()) {
      return;
    }
    seen = true;
    numbers.see(style.hasUsualNumbers() ? text : Converters.plainNumber(text, style));
    times.see(text);
    days.see(text);
    booleans &= isBoolean(text);
  }

  private boolean isBoolean(String text) {
    return style.hasUsualBooleans()
        ? text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
        : Stream.concat(style.trues().stream(), style.falses().stream())
            .anyMatch(text::equalsIgnoreCase);
  }

  /** That of a column of a name, which may say what its numbers are. */
  InferredType type(String name) {
    return days.type(name, type());
  }

  InferredType type() {
    if (!seen) {
      return InferredType.STRING;
    }
    if (booleans) {
      return InferredType.of("boolean");
    }
    InferredType number = numbers.type();
    InferredType time = number == null ? times.type() : number;
    return time == null ? InferredType.STRING : time;
  }
}
