package io.penstock.publish.mysql;

import io.penstock.publish.Publication;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.RefusedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Rows of a published table that are not the lake's: other applications wrote them. */
final class ForeignRows {
  private ForeignRows() {}

  static boolean mayBeRemoved(Publication publication) {
    return publication.delivery().mode() == PublishSpec.Mode.SWAP
        || publication.delivery().deletes() == PublishSpec.Deletes.MIRROR;
  }

  /**
   * Whether the table holds such rows.
   *
   * @param drift whether it is known to hold something else than it should; then that is assumed
   * @throws RefusedException if it does, and has no keys by which to tell whose they are
   */
  static boolean areThere(MySqlEndpoint server, Publication publication, boolean drift)
      throws SQLException {
    Optional<PublicationState> at;
    long rows;
    try (Connection connection = server.open()) {
      Optional<String> generation =
          LiveTable.find(connection, publication.table()).flatMap(LiveTable::generation);
      if (generation.isEmpty()) {
        return false;
      }
      at = new ControlTables(connection).standing(publication.table(), generation.get());
      if (at.isEmpty()) {
        return false;
      }
      rows = rows(connection, publication.table());
    } catch (SQLException e) {
      if (e.getErrorCode() == MySqlTarget.NO_SUCH_DATABASE) {
        return false;
      }
      throw e;
    }
    boolean there = drift || at.get().others().rows() > 0 || rows != at.get().gold().rows();
    if (there && (publication.keys().isEmpty() || !sameDefinition(publication, at.get()))) {
      throw new RefusedException(
          publication.place()
              + ": cannot publish '"
              + publication.table()
              + "' anew because it holds rows of others and "
              + (publication.keys().isEmpty()
                  ? "has no keys to tell them apart"
                  : "how it is published has changed")
              + ". Found: "
              + rows
              + " rows, of which "
              + at.get().gold().rows()
              + " were published. Remove those of others, or choose 'deletes: mirror' to have them"
              + " removed.");
    }
    return there;
  }

  private static boolean sameDefinition(Publication publication, PublicationState at) {
    return publication.definition().matches(at.definition())
        && at.tableId().equals(publication.source().generation());
  }

  private static long rows(Connection connection, String table) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SELECT COUNT(*) FROM " + MySqlText.quoted(table))) {
      row.next();
      return row.getLong(1);
    }
  }
}
