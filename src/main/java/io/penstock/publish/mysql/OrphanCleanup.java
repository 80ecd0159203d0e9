package io.penstock.publish.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What killed runs leave in a target: tables that were being loaded, and books that were not
 * closed. Whoever holds the {@link TargetLock} may remove them, because nobody else can be loading.
 */
final class OrphanCleanup {
  private static final String NAMED = "__penstock_";
  private static final int LONGEST_START = 40;

  private final Connection c0;
  private final ControlTables control;

  OrphanCleanup(Connection c0, ControlTables control) {
    this.c0 = c0;
    this.control = control;
  }

  /** The name of the table that a run loads beside the live one. */
  static String name(String table, String run) {
    return table.substring(0, Math.min(LONGEST_START, table.length())) + NAMED + run;
  }

  /**
   * Drops what the runs were loading that never came to their end.
   *
   * @return the names of the tables that were dropped
   */
  List<String> drop(String table) throws SQLException {
    List<String> dropped = new ArrayList<>();
    try (Statement sql = c0.createStatement()) {
      // Bounded, because a task of the killed run may still be at work, and the server's own
      // patience is a year.
      sql.execute("SET SESSION lock_wait_timeout = 60");
      for (String run : control.unfinished(table)) {
        String left = name(table, run);
        if (LiveTable.find(c0, left).isPresent()) {
          sql.execute("DROP TABLE IF EXISTS " + MySqlText.quoted(left));
          dropped.add(left);
        }
      }
    }
    return dropped;
  }

  /** How a step's line tells of it; empty when there was nothing. */
  static String told(List<String> dropped) {
    return dropped.isEmpty()
        ? ""
        : "; removed " + String.join(", ", dropped) + ", which a killed run had left";
  }
}
