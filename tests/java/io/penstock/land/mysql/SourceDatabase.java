package io.penstock.land.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.publish.mysql.TestServer;
import io.penstock.testing.Trial;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A database of a real server that a trial's pipeline reads. */
final class SourceDatabase implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TestServer server;
  private final String name;

  SourceDatabase(TestServer server) throws SQLException {
    this.server = server;
    this.name = "source_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    try (Connection connection = server.connect("");
        Statement sql = connection.createStatement()) {
      sql.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        server.endpoint(name).url()
            + "?allowMultiQueries=true&tinyInt1isBit=false&yearIsDateType=false"
            + "&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
            + "&sessionVariables=sql_mode=''",
        server.endpoint(name).user(),
        server.endpoint(name).password());
  }

  /** As a source reaches it. */
  MySqlEndpoint endpoint() {
    return server.endpoint(name);
  }

  /** Runs statements, as many as there are. */
  void run(String statements) throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statements);
    }
  }

  /** The environment in which a pipeline finds it as {@code shop}. */
  void in(Trial trial) {
    in(trial, server.endpoint(name).user(), server.endpoint(name).password());
  }

  /** The same as another user, whose password is its name. */
  void in(Trial trial, String user) {
    in(trial, user, user);
  }

  private void in(Trial trial, String user, String password) {
    trial.file(
        "environments/local.yml",
        "lake: "
            + trial.root().resolve("lake").toUri()
            + "\nconnections:\n  shop: {url: '"
            + server.endpoint(name).url()
            + "', user: "
            + user
            + ", password: '"
            + password
            + "'}\n");
  }

  /** A user who may read and nothing else. */
  String reader() throws SQLException {
    String user = "reader_" + COUNT.get();
    run(
        "CREATE USER IF NOT EXISTS "
            + user
            + " IDENTIFIED BY '"
            + user
            + "'; GRANT SELECT ON "
            + name
            + ".* TO "
            + user);
    return user;
  }

  List<String> tables() throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'")) {
      List<String> tables = new ArrayList<>();
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
      return tables;
    }
  }

  /**
   * The rows of a table, each as its values in texts, bytes in hex, in the order of these texts.
   */
  List<String> rows(String table) throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      Map<Integer, String> selected = new TreeMap<>();
      try (ResultSet column =
          sql.executeQuery(
              "SELECT ordinal_position, column_name, data_type FROM information_schema.columns"
                  + " WHERE table_schema = DATABASE() AND BINARY table_name = '"
                  + table
                  + "'")) {
        while (column.next()) {
          String quoted = "`" + column.getString(2) + "`";
          String type = column.getString(3);
          selected.put(
              column.getInt(1),
              type.equals("geometry")
                  ? "HEX(ST_AsBinary(" + quoted + "))"
                  : type.contains("blob") || type.contains("binary")
                      ? "HEX(" + quoted + ")"
                      : "CAST(" + quoted + (type.equals("bit") ? " + 0" : "") + " AS CHAR)");
        }
      }
      List<String> all = new ArrayList<>();
      try (ResultSet row =
          sql.executeQuery(
              "SELECT " + String.join(", ", selected.values()) + " FROM `" + table + "`")) {
        while (row.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= selected.size(); i++) {
            values.add(row.getString(i));
          }
          all.add(values.stream().map(String::valueOf).collect(Collectors.joining("|")));
        }
      }
      all.sort(null);
      return all;
    }
  }

  @Override
  public void close() throws SQLException {
    try (Connection connection = server.connect("");
        Statement sql = connection.createStatement()) {
      sql.execute("DROP DATABASE " + name);
    }
  }
}
