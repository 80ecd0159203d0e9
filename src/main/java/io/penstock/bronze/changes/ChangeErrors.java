package io.penstock.bronze.changes;

import io.penstock.ops.LandedFile;
import io.penstock.spec.OutsideException;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SourceSpec;
import java.io.IOException;
import java.util.List;

/** The sentences of logs of changes. */
final class ChangeErrors {
  private ChangeErrors() {}

  static OutsideException unreadable(LandedFile file, String problem) {
    return OutsideException.ofPermanent(
        "File '"
            + file.path()
            + "': cannot be read because "
            + problem
            + ". It was landed by Penstock and somebody has changed it since; land the table again"
            + " with --full-refresh.",
        null);
  }

  static OutsideException outOfReach(SourceSpec source, IOException e) {
    return OutsideException.ofTransient(
        place(source) + ": the landed files cannot be read because " + e.getMessage() + ".", e);
  }

  static RefusedException keysNotUnique(
      SourceSpec source, List<String> keys, long rows, String example) {
    return new RefusedException(
        place(source)
            + ": cannot load because several rows have the same key. Found: "
            + rows
            + " keys of "
            + keys
            + " more than once, such as "
            + example
            + ". Give 'keys' that identify a row.");
  }

  static RefusedException noCommonType(SourceSpec source, String column, String one, String other) {
    return new RefusedException(
        place(source)
            + ": cannot load because the column '"
            + column
            + "' has become another type, and no type holds both. Found: "
            + other
            + ", which was "
            + one
            + ". Give it another name there, or remove the bronze table and load it anew.");
  }

  private static String place(SourceSpec source) {
    return "Source '" + source.name() + "' (" + source.at() + ")";
  }
}
