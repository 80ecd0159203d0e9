package io.penstock.publish.mysql;

import io.penstock.publish.Publication;
import io.penstock.spec.OutsideException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The server's lock on a target: it ends with the connection that took it, however that ends. */
final class TargetLock {
  private static final int SECONDS = 10;

  private TargetLock() {}

  /**
   * Takes the lock for the connection.
   *
   * @throws OutsideException if another run holds it
   */
  static void take(Connection c0, Publication publication) throws SQLException {
    String name =
        "penstock:" + Integer.toHexString((c0.getCatalog() + "." + publication.table()).hashCode());
    try (var lock = c0.prepareStatement("SELECT GET_LOCK(?, ?)")) {
      lock.setString(1, name);
      lock.setInt(2, SECONDS);
      try (ResultSet row = lock.executeQuery()) {
        if (!row.next() || row.getInt(1) != 1) {
          throw OutsideException.passing(
              "Step '"
                  + publication.step()
                  + "': cannot publish '"
                  + publication.table()
                  + "' because another run is publishing it right now. Wait for it to end and run"
                  + " again.",
              null);
        }
      }
    }
  }
}
