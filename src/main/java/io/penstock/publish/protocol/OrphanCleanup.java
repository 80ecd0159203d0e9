package io.penstock.publish.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * What killed runs leave in a target: tables that were being loaded, and a record that is not
 * complete. Whoever holds the lock may remove them, because nobody else can be loading.
 */
public final class OrphanCleanup {
  private static final String NAMED = "__penstock_";
  private static final int LONGEST_START = 40;

  private OrphanCleanup() {}

  /** The name of the table that a run loads beside the live one. */
  public static String name(String table, String run) {
    return table.substring(0, Math.min(LONGEST_START, table.length())) + NAMED + run;
  }

  /**
   * Drops what the runs were loading that never came to their end.
   *
   * @return what a step's line tells of it; empty when there was nothing
   */
  static <E extends Exception> String drop(TargetSession<E> session, String table) throws E {
    List<String> dropped = new ArrayList<>();
    for (String run : session.ledger().unfinished(table)) {
      String left = name(table, run);
      if (session.drop(left)) {
        dropped.add(left);
      }
    }
    return dropped.isEmpty()
        ? ""
        : "; removed " + String.join(", ", dropped) + ", which a killed run had left";
  }
}
