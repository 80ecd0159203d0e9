package io.penstock.lake;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One version of a Delta table, as its log tells of it.
 *
 * @param operation what was done, in Delta's own word, such as DELETE
 * @param step what a step of Penstock wrote into it; empty when somebody else made it
 * @param metrics what Delta counted, by the names Delta gives them
 * @param restores the version whose rows it brought back, if that is what it did
 * @param changesRows whether a row is another one, or may be, or has other columns
 */
record Commit(
    long version,
    String operation,
    Optional<StepCommit> step,
    Map<String, String> metrics,
    Optional<Long> restores,
    boolean changesRows) {
  private static final Set<String> UPKEEP =
      Set.of(
          "OPTIMIZE",
          "OPTIMIZE CHECKPOINT",
          "REORG",
          "REORG TABLE UPGRADE UNIFORM",
          "VACUUM START",
          "VACUUM END",
          "ANALYZE",
          "COMPUTE STATS",
          "CLUSTER BY",
          "SET TBLPROPERTIES",
          "UNSET TBLPROPERTIES",
          "UPGRADE PROTOCOL",
          "DROP FEATURE",
          "ROW TRACKING BACKFILL",
          "ROW TRACKING UNBACKFILL",
          "DOMAIN METADATA CLEANUP",
          "ADD CONSTRAINT",
          "DROP CONSTRAINT",
          "CHANGE COLUMN",
          "CHANGE COLUMNS");

  /** Whether an operation moves rows at the most, as far as its name tells. */
  static boolean isUpkeep(String operation) {
    return UPKEEP.contains(operation);
  }

  /**
   * Whether figures say that no row came, changed or went; figures that do not tell say nothing.
   *
   * @param mode how rows were written, such as Append; empty if the operation has none
   */
  static boolean countsNoChange(String operation, String mode, Map<String, String> metrics) {
    if (operation.equals("MERGE")) {
      return metrics.containsKey("numTargetRowsInserted")
          && Stream.of("Inserted", "Updated", "Deleted")
              .allMatch(what -> metrics.getOrDefault("numTargetRows" + what, "0").equals("0"));
    }
    return operation.equals("WRITE")
        && mode.equals("Append")
        && "0".equals(metrics.get("numOutputRows"));
  }

  /** The commit for people: {@code DELETE in version 12}. */
  String told() {
    return (operation.isEmpty() ? "a commit" : operation) + " in version " + version;
  }
}
