package io.penstock.format.infer;

import io.penstock.format.infer.SchemaInference.InferredType;

/** What the texts of one column have in common; a column of NULLs only is a string. */
final class ColumnEvidence {
  private final NumberEvidence numbers = new NumberEvidence();
  private final TimeEvidence times = new TimeEvidence();
  private boolean booleans = true;
  private boolean seen;

  void see(String text) {
    if (text == null || text.isEmpty()) {
      return;
    }
    seen = true;
    numbers.see(text);
    times.see(text);
    booleans &= text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
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
