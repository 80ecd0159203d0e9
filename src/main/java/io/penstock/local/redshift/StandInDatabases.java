package io.penstock.local.redshift;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** The databases of the stand-in; one is made when somebody first connects to it. */
final class StandInDatabases implements AutoCloseable {
  private final int port;
  private final Map<String, StandInDatabase> open = new HashMap<>();

  StandInDatabases(int port) {
    this.port = port;
  }

  synchronized StandInDatabase of(String name) {
    StandInDatabase known = open.get(name);
    if (known != null && known.isOpen()) {
      return known;
    }
    try {
      if (make(name)) {
        install(name);
      }
      StandInDatabase database = new StandInDatabase(connect(name));
      open.put(name, database);
      return database;
    } catch (SQLException e) {
      throw new RedshiftError("XX000", "the database '" + name + "' cannot be opened: " + e);
    }
  }

  private boolean make(String name) throws SQLException {
    try (Connection connection = connect("postgres");
        PreparedStatement find =
            connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      find.setString(1, name);
      try (ResultSet row = find.executeQuery()) {
        if (row.next()) {
          return false;
        }
      }
      try (Statement sql = connection.createStatement()) {
        sql.execute("CREATE DATABASE " + quoted(name));
        return true;
      } catch (SQLException e) {
        // Another run may have made it a moment ago.
        if ("42P04".equals(e.getSQLState()) || "23505".equals(e.getSQLState())) {
          return true;
        }
        throw e;
      }
    }
  }

  private void install(String name) throws SQLException {
    try (Connection connection = connect(name);
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute("SELECT pg_advisory_xact_lock(1)");
      sql.execute(StandInCatalog.SQL);
      sql.execute(
          "ALTER DATABASE " + quoted(name) + " SET search_path = \"$user\", public, redshift");
      sql.execute("ALTER DATABASE " + quoted(name) + " SET timezone = 'UTC'");
      connection.commit();
    }
  }

  private Connection connect(String name) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(name);
    source.setUser("postgres");
    return source.getConnection();
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public synchronized void close() {
    open.values().forEach(StandInDatabase::close);
    open.clear();
  }
}
