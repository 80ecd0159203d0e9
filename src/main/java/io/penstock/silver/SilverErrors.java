package io.penstock.silver;

import io.penstock.spec.SilverSpec;
import io.penstock.spec.SpecException;
import java.util.List;

/** The sentences of silver models. */
final class SilverErrors {
  private SilverErrors() {}

  static SpecException noSuchOrder(SilverSpec model, String name, List<String> visible) {
    return new SpecException(
        "Table '"
            + model.table()
            + "' ("
            + model.at()
            + "): cannot order by '"
            + name
            + "' because the SELECT gives no such column. Select it, or order by one of "
            + String.join(", ", visible)
            + ".");
  }
}
