package io.penstock.gold;

import io.penstock.spec.GoldSpec;
import io.penstock.spec.RefusedException;

/** The sentences of gold models. */
final class GoldErrors {
  private GoldErrors() {}

  private static String place(GoldSpec model) {
    return "Table '" + model.table() + "' (" + model.at() + ")";
  }

  static RefusedException nullKeys(GoldSpec model, long nullKeys) {
    return new RefusedException(
        place(model)
            + ": cannot be keyed by "
            + model.keys()
            + " because a key is NULL. Found: "
            + nullKeys
            + " such rows. Filter them out in "
            + model.code().at()
            + " or choose other keys.");
  }

  static RefusedException sharedKeys(GoldSpec model, long tooMany, String example) {
    return new RefusedException(
        place(model)
            + ": cannot be keyed by "
            + model.keys()
            + " because several rows share a key. Found: "
            + tooMany
            + " rows too many, such as "
            + example
            + " where the last figure is the number of rows. Group by the keys in "
            + model.code().at()
            + " or add a key column.");
  }
}
