package io.penstock.lake;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a Delta table, as its log tells of it.
 *
 * @param operation what was done, in Delta's own word, such as DELETE
 * @param step what a step of Penstock wrote into it; empty when somebody else made it
 * @param metrics what Delta counted, by the names Delta gives them
 */
record Commit(
    long version, String operation, Optional<StepCommit> step, Map<String, String> metrics) {
  private static final Set<String> UPKEEP =
      Set.of(
          "OPTIMIZE",
          "REORG",
          "VACUUM START",
          "VACUUM END",
          "ANALYZE",
          "COMPUTE STATS",
          "CLUSTER BY",
          "SET TBLPROPERTIES",
          "UNSET TBLPROPERTIES",
          "UPGRADE PROTOCOL",
          "ADD CONSTRAINT",
          "DROP CONSTRAINT",
          "CHANGE COLUMN",
          "CHANGE COLUMNS");

  /** Whether it may have changed a row, as far as its name tells. */
  boolean mayChangeRows() {
    return !UPKEEP.contains(operation);
  }
}
