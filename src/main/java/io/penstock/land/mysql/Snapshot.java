package io.penstock.land.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/**
 * Connections that all see a database as it was at one moment. To begin at the same moment they
 * begin while another one holds read locks, which it lets go at once; who writes waits that long.
 */
public final class Snapshot implements AutoCloseable {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "tinyInt1isBit", "false",
          "yearIsDateType", "false",
          "transformedBitIsBoolean", "false",
          "characterSetResults", "UTF-8",
          "allowLoadLocalInfile", "false");

  /** A connection may wait for long until it is its turn again. */
  private static final String PATIENCE = "SET SESSION wait_timeout = 28800";

  private static final String ISOLATION = "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ";
  private static final int LONGEST_SILENCE_MILLIS = 4 * 3_600_000;
  private static final String THERE =
      "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()";
  private static final String BEGIN = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";

  /** A lock that waits makes everybody behind it wait, so it is given up soon and tried again. */
  private static final int LOCK_SECONDS = 2;

  private static final int LOCK_TRIES = 15;
  private static final int LOCK_TIMED_OUT = 1205;

  private final BlockingQueue<Connection> free = new LinkedBlockingQueue<>();
  private final List<Connection> all;
  private final Instant at;
  private final String serverTime;

  private Snapshot(List<Connection> all, Instant at, String serverTime) {
    this.all = List.copyOf(all);
    this.at = at;
    this.serverTime = serverTime;
    free.addAll(all);
  }

  /**
   * Takes it.
   *
   * @param tables those that are to be of the same moment
   */
  public static Snapshot of(MySqlEndpoint server, List<String> tables, int connections)
      throws SQLException {
    List<Connection> all = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        Connection connection = server.open(SETTINGS);
        all.add(connection);
        execute(connection, PATIENCE);
        execute(connection, ISOLATION);
        // An aggregate over a large table says nothing for long; a peer that is gone is told by
        // TCP.
        connection.setNetworkTimeout(Runnable::run, LONGEST_SILENCE_MILLIS);
      }
      String serverTime = texts(all.get(0), "SELECT UTC_TIMESTAMP(6)").get(0);
      if (connections == 1) {
        execute(all.get(0), BEGIN);
      } else {
        beginTogether(server, tables, all);
      }
      return new Snapshot(all, Instant.now(), serverTime);
    } catch (SQLException | RuntimeException e) {
      all.forEach(Snapshot::abort);
      throw e;
    }
  }

  private static void beginTogether(
      MySqlEndpoint server, List<String> tables, List<Connection> connections) throws SQLException {
    try (Connection locking = server.open(SETTINGS)) {
      execute(locking, "SET SESSION lock_wait_timeout = " + LOCK_SECONDS);
      // One that is not there is for the step that needs it to say.
      List<String> there = texts(locking, THERE);
      List<String> known =
          tables.stream()
              .filter(table -> there.stream().anyMatch(table::equalsIgnoreCase))
              .toList();
      if (!known.isEmpty()) {
        lock(locking, known);
      }
      for (Connection connection : connections) {
        execute(connection, BEGIN);
      }
      execute(locking, "UNLOCK TABLES");
    }
  }

  private static void lock(Connection locking, List<String> tables) throws SQLException {
    String statement =
        tables.stream()
            .map(table -> TableColumn.quoted(table) + " READ")
            .collect(Collectors.joining(", ", "LOCK TABLES ", ""));
    for (int tried = 1; ; tried++) {
      try {
        execute(locking, statement);
        return;
      } catch (SQLException e) {
        if (e.getErrorCode() != LOCK_TIMED_OUT || tried == LOCK_TRIES) {
          throw e;
        }
      }
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (row.next()) {
        texts.add(row.getString(1));
      }
      return texts;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** When it was taken, by the clock here. */
  public Instant at() {
    return at;
  }

  /** When it was taken, by the server's clock, in UTC. */
  String serverTime() {
    return serverTime;
  }

  int connections() {
    return all.size();
  }

  /** Waits for a connection, which is to be given back. */
  Connection take() throws InterruptedException {
    return free.take();
  }

  void give(Connection connection) {
    free.add(connection);
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is gone already.
    }
  }

  /** Lets go of all connections; whoever still reads by one of them fails. */
  @Override
  public void close() {
    all.forEach(Snapshot::abort);
  }
}
