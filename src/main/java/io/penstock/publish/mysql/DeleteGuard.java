package io.penstock.publish.mysql;

import io.penstock.publish.Publication;
import io.penstock.spec.Limit;
import io.penstock.spec.RefusedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Refuses publications that would remove more rows than {@code guard.max_delete} allows. */
final class DeleteGuard {
  private DeleteGuard() {}

  /**
   * Of a table that another one is about to replace: with keys, the rows that have no successor;
   * without, as many as there are fewer.
   *
   * @throws RefusedException if they are too many
   */
  static void check(Connection c0, Publication publication, String shadow) throws SQLException {
    Optional<Limit> limit = publication.delivery().guard().maxDelete();
    if (limit.isEmpty()) {
      return;
    }
    long rows = number(c0, "SELECT COUNT(*) FROM " + MySqlText.quoted(publication.table()));
    long deletes =
        publication.keys().isEmpty()
            ? Math.max(0, rows - number(c0, "SELECT COUNT(*) FROM " + MySqlText.quoted(shadow)))
            : number(c0, MySqlText.without(publication.table(), shadow, publication.keys()));
    if (limit.get().exceeded(deletes, rows)) {
      throw refusal(publication, limit.get(), deletes, rows);
    }
  }

  static RefusedException refusal(Publication publication, Limit limit, long deletes, long rows) {
    return new RefusedException(
        publication.place()
            + ": cannot publish '"
            + publication.table()
            + "' because it would remove more rows than 'guard.max_delete: "
            + limit
            + "' allows. Found: "
            + deletes
            + " of "
            + rows
            + " rows are no longer in '"
            + publication.from()
            + "'. Look for what made them go away, or raise the limit for this run; the target is as"
            + " it was.");
  }

  private static long number(Connection c0, String query) throws SQLException {
    try (Statement sql = c0.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
