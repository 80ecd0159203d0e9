package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.ops.Finding;
import io.penstock.spec.PenstockException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whether a server can be published to: network, log-in, rights, settings. */
final class MySqlExamination {
  private static final int PORT = 3306;
  private static final int TIMEOUT_MILLIS = 5_000;

  private final MySqlEndpoint server;
  private final String subject;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param subject what findings call the server
   */
  MySqlExamination(MySqlEndpoint server, String subject) {
    this.server = server;
    this.subject = subject;
  }

  List<Finding> findings() {
    if (reached()) {
      try (Connection connection = server.openCreating()) {
        settings(connection);
        rights(connection);
      } catch (SQLException e) {
        fail("log-in", e);
      }
    }
    return findings;
  }

  private boolean reached() {
    URI address;
    try {
      address = new URI(server.url().replaceFirst("^jdbc:", "").replaceAll("\\?.*$", ""));
    } catch (URISyntaxException e) {
      // The log-in will tell, in words without the address, which may hold a password.
      return true;
    }
    int port = address.getPort() < 0 ? PORT : address.getPort();
    String at = address.getHost() + ":" + port;
    if (address.getHost() == null) {
      // Several hosts, or a form of the driver's own: the log-in will tell.
      return true;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), port), TIMEOUT_MILLIS);
      findings.add(Finding.ok(subject + " network", at + " takes connections"));
      return true;
    } catch (java.io.IOException e) {
      findings.add(
          Finding.fail(
              subject + " network",
              at + " takes no connection: " + e.getClass().getSimpleName() + ": " + e.getMessage(),
              "Let the server's security group take connections from this machine's, route between"
                  + " their networks, and make sure that the name resolves."));
      return false;
    }
  }

  private void settings(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT VERSION(), @@GLOBAL.local_infile, @@GLOBAL.max_allowed_packet,"
                    + " @@GLOBAL.read_only")) {
      row.next();
      findings.add(
          Finding.ok(
              subject + " log-in",
              "'" + server.user() + "' is let in by version " + row.getString(1)));
      findings.add(
          row.getInt(2) == 1
              ? Finding.ok(subject + " local_infile", "on")
              : Finding.warn(
                  subject + " local_infile",
                  "off, so rows go by INSERT, which is several times slower",
                  "Set local_infile=1 in the server's parameter group."));
      if (row.getInt(4) == 1) {
        findings.add(
            Finding.fail(
                subject + " read_only",
                "the server takes no writes",
                "Name the writer, not a replica, in the connection's url."));
      }
    }
  }

  /** What a publication does: a lock, a table made, filled, changed, renamed and dropped. */
  private void rights(Connection connection) throws SQLException {
    String name = "_penstock_doctor_" + UUID.randomUUID().toString().substring(0, 8);
    String renamed = name + "_old";
    try (Statement statement = connection.createStatement()) {
      try {
        statement.execute("CREATE TABLE `" + name + "` (id INT PRIMARY KEY, n INT)");
        statement.execute("INSERT INTO `" + name + "` VALUES (1, 1), (2, 2)");
        statement.execute("UPDATE `" + name + "` SET n = 3 WHERE id = 1");
        statement.execute("DELETE FROM `" + name + "` WHERE id = 2");
        statement.execute("ALTER TABLE `" + name + "` ADD INDEX by_n (n)");
        statement.execute("RENAME TABLE `" + name + "` TO `" + renamed + "`");
        findings.add(
            Finding.ok(
                subject + " rights",
                "tables of '"
                    + MySqlErrors.database(server)
                    + "' can be made, written, altered, renamed and dropped"));
      } finally {
        statement.execute("DROP TABLE IF EXISTS `" + name + "`, `" + renamed + "`");
      }
    } catch (SQLException e) {
      fail("rights", e);
    }
  }

  private void fail(String what, SQLException e) {
    PenstockException sentence = MySqlErrors.sentence(subject, server, e);
    findings.add(
        Finding.fail(
            subject + " " + what, sentence.getMessage().replaceFirst("^.*? because ", ""), ""));
  }
}
