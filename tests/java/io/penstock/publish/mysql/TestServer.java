package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.local.LocalServers;
import io.penstock.local.MySqlAccess;
import io.penstock.local.SharedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A server that the contract is held against: the embedded MariaDB and a real MySQL 8.0, or the one
 * that {@code -Dpenstock.mysql.url}, {@code .user} and {@code .password} name. Each is started when
 * the first test needs it and lives as long as the JVM.
 */
public final class TestServer {
  private final String name;
  private final Supplier<MySqlEndpoint> start;
  private MySqlEndpoint root;

  private TestServer(String name, Supplier<MySqlEndpoint> start) {
    this.name = name;
    this.start = start;
  }

  private static final List<TestServer> ALL =
      System.getProperty("penstock.mysql.url") == null
          ? List.of(
              new TestServer("MariaDB", TestServer::embedded),
              new TestServer("MySQL 8.0", () -> RealMySql.start()))
          : List.of(new TestServer("the given server", TestServer::given));

  public static Stream<TestServer> all() {
    return ALL.stream();
  }

  /**
   * A MySQL 8.0 of its own to measure on.
   *
   * @param bufferPool how large it is, in the server's own notation
   */
  public static TestServer measured(String bufferPool) {
    return new TestServer(
        "MySQL 8.0", () -> RealMySql.start("--innodb-buffer-pool-size=" + bufferPool));
  }

  private static MySqlEndpoint embedded() {
    Path home = home();
    MySqlAccess access = LocalServers.open(home, Set.of(LocalServers.Need.MYSQL)).mysql();
    return new MySqlEndpoint(access.jdbcUrl(""), access.user(), access.password());
  }

  private static Path home() {
    try {
      // Of this JVM alone: tests change settings that hold for a whole server.
      return SharedProgram.in(
          Path.of("target/mysql-contract-" + ProcessHandle.current().pid()).toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MySqlEndpoint given() {
    return new MySqlEndpoint(
        System.getProperty("penstock.mysql.url").replaceAll("[?].*$", "").replaceAll("/*$", "/"),
        System.getProperty("penstock.mysql.user", "root"),
        System.getProperty("penstock.mysql.password", ""));
  }

  private synchronized MySqlEndpoint root() {
    if (root == null) {
      root = start.get();
    }
    return root;
  }

  /** A database of the server as its administrator. */
  public MySqlEndpoint endpoint(String database) {
    return new MySqlEndpoint(root().url() + database, root().user(), root().password());
  }

  /** {@code host:port}. */
  String address() {
    return root().url().replaceAll("^jdbc:mysql://|/$", "");
  }

  public Connection connect(String database) throws SQLException {
    MySqlEndpoint endpoint = endpoint(database);
    return DriverManager.getConnection(
        endpoint.url() + "?connectionTimeZone=UTC&tinyInt1isBit=false",
        endpoint.user(),
        endpoint.password());
  }

  /** The first column of a result, as text. */
  List<String> list(String database, String query) throws SQLException {
    try (Connection connection = connect(database);
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
