package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.ops.FaultPoint;
import io.penstock.publish.Publication;
import io.penstock.publish.jdbc.LastingTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one instant at which the shadow takes the place of the live table. */
final class TableSwap {
  private static final Logger LOG = LoggerFactory.getLogger(TableSwap.class);

  private final Connection c0;
  private final MySqlEndpoint server;
  private final Publication publication;
  private final PatientDdl ddl;
  private final String old;

  TableSwap(Connection c0, MySqlTable table) {
    this.c0 = c0;
    this.server = table.server;
    this.publication = table.publication;
    this.ddl = new PatientDdl(c0, server, publication, table.timeouts);
    this.old = publication.table() + "__old";
  }

  /** Refuses where the version before cannot be kept under its name. */
  void requireRoom(Optional<LiveTable> live) throws SQLException {
    Optional<LiveTable> before = LiveTable.find(c0, old);
    if (live.isPresent() && before.isPresent() && before.get().generation().isEmpty()) {
      throw MySqlErrors.noRoomForOld(publication, old);
    }
  }

  void run(Optional<LiveTable> live, String shadow, String generation) throws SQLException {
    requireRoom(live);
    if (live.isPresent()) {
      if (live.get().generation().isEmpty()) {
        // A user's ALTER took our mark away; without one the next publication could not tell that
        // t__old may go.
        ddl.run(
            "ALTER TABLE "
                + MySqlStatements.quoted(publication.table())
                + " COMMENT = "
                + MySqlStatements.literal(LiveTable.comment(live, "unmarked")));
      }
      ddl.run("DROP TABLE IF EXISTS " + MySqlStatements.quoted(old));
      FaultPoint.pass(publication.step(), "old-dropped");
    }
    try {
      ddl.run(MySqlStatements.swap(publication.table(), shadow, old, live.isPresent()));
    } catch (SQLException e) {
      if (!LastingTransaction.isLost(e) || !happened(generation)) {
        throw e;
      }
    }
  }

  /** The comment travels with the RENAME, so the table itself says whether it happened. */
  private boolean happened(String generation) {
    try (Connection other = server.open()) {
      return LiveTable.find(other, publication.table())
          .flatMap(LiveTable::generation)
          .filter(generation::equals)
          .isPresent();
    } catch (SQLException e) {
      LOG.warn("cannot find out whether '{}' was published", publication.table());
      return false;
    }
  }
}
