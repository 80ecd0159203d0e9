package io.penstock.local;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** A home that has the MySQL program, and what tests do with servers. */
final class TestingHome {
  private TestingHome() {}

  static Path in(Path folder) throws IOException {
    return SharedProgram.in(folder.resolve(".penstock"));
  }

  static Connection connect(MySqlAccess mysql) throws SQLException {
    return DriverManager.getConnection(
        mysql.jdbcUrl("") + "?allowLoadLocalInfile=true&connectTimeout=5000&socketTimeout=20000",
        mysql.user(),
        mysql.password());
  }

  static void run(MySqlAccess mysql, String... statements) throws SQLException {
    try (Connection connection = connect(mysql);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static String ask(MySqlAccess mysql, String sql) throws SQLException {
    try (Connection connection = connect(mysql);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  static Processes.Found mysqld(Path home) {
    HomeFolder folder = HomeFolder.at(home);
    return new MariaDb(folder, new Ports(folder)).running().orElseThrow();
  }

  static boolean mysqldRuns(Path home) {
    HomeFolder folder = HomeFolder.at(home);
    return new MariaDb(folder, new Ports(folder)).running().isPresent();
  }

  /** A run in another JVM: opens everything, says so, and waits to be told to end, or killed. */
  static Process child(Path home) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            TestingRun.class.getName(),
            home.toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** The first line that a child says: its MySQL and S3 ports. */
  static int[] ports(Process child) throws IOException {
    String line = child.inputReader().readLine();
    if (line == null) {
      throw new IOException("the child ended without a word");
    }
    String[] words = line.split(" ");
    return new int[] {Integer.parseInt(words[0]), Integer.parseInt(words[1])};
  }

  static void kill(Process child) throws InterruptedException {
    child.destroyForcibly();
    child.waitFor(10, TimeUnit.SECONDS);
  }
}
