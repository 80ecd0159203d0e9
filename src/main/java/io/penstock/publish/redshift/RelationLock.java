package io.penstock.publish.redshift;

import io.penstock.publish.Publication;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One publisher a table. Redshift has no named locks; so an empty table beside the published one is
 * locked in a transaction that is open as long as the publication lasts. It ends with its
 * connection, whoever kills that.
 */
final class RelationLock implements AutoCloseable {
  private static final String NAMED = "__penstock_lock";
  private static final int LONGEST = 100;

  private final Connection connection;

  private RelationLock(Connection connection) {
    this.connection = connection;
  }

  static RelationLock take(RedshiftEndpoint server, Publication publication, int waitSeconds)
      throws SQLException {
    Connection connection = server.open();
    boolean taken = false;
    try (Statement sql = connection.createStatement()) {
      String name = publication.table();
      String lock = server.table(name.substring(0, Math.min(LONGEST, name.length())) + NAMED);
      make(sql, lock);
      connection.setAutoCommit(false);
      sql.execute("SET statement_timeout TO " + waitSeconds * 1000);
      sql.execute("LOCK " + lock);
      sql.execute("SET statement_timeout TO 0");
      taken = true;
      return new RelationLock(connection);
    } catch (SQLException e) {
      if (RedshiftErrors.isCancelled(e)) {
        throw RedshiftErrors.lockedByOther(publication);
      }
      throw e;
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  private static void make(Statement sql, String lock) throws SQLException {
    try {
      sql.execute("CREATE TABLE IF NOT EXISTS " + lock + " (nothing smallint)");
    } catch (SQLException e) {
      if (!RedshiftErrors.isThere(e)) {
        throw e;
      }
    }
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
