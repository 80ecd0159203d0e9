package io.penstock.publish.mysql;

import io.penstock.ops.FaultPoint;
import io.penstock.publish.Publication;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * What killed runs leave in a target: shadow tables, and books that were not closed. Whoever holds
 * the {@link TargetLock} may remove them, because nobody else can be loading.
 */
final class Leftovers {
  private static final String NAMED = "__penstock_";
  private static final int LONGEST_START = 40;

  private final Connection c0;
  private final ControlTables control;

  Leftovers(Connection c0, ControlTables control) {
    this.c0 = c0;
    this.control = control;
  }

  /** The name of the table that a run loads before it takes the place of the live one. */
  static String shadow(String table, String incarnation) {
    return table.substring(0, Math.min(LONGEST_START, table.length())) + NAMED + incarnation;
  }

  /** Drops the shadow tables of the runs that never came to their end. */
  void drop(String table) throws SQLException {
    try (Statement sql = c0.createStatement()) {
      // Bounded, because a task of the killed run may still be at work, and the server's own
      // patience is a year.
      sql.execute("SET SESSION lock_wait_timeout = 60");
      for (String run : control.unfinished(table)) {
        sql.execute("DROP TABLE IF EXISTS " + MySqlText.quoted(shadow(table, run)));
      }
    }
  }

  /** Closes the books of a publication whose run was killed right after its RENAME. */
  static void settle(MySqlEndpoint server, Publication publication, Patience patience)
      throws SQLException {
    try (Connection c0 = server.open()) {
      TargetLock.take(c0, publication, patience);
      ControlTables control = new ControlTables(c0);
      new Leftovers(c0, control).drop(publication.table());
      FaultPoint.pass(publication.step(), "leftovers-dropped");
      Optional<String> live =
          LiveTable.find(c0, publication.table()).flatMap(LiveTable::incarnation);
      if (live.isPresent()) {
        control.settle(publication.table(), live.get());
      }
    }
  }
}
