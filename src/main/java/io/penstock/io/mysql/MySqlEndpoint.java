package io.penstock.io.mysql;

import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Redaction;
import io.penstock.spec.SecretResolver;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * How to reach a server. Travels to Spark tasks; prints without its secret.
 *
 * @param url a JDBC URL with a database
 * @param ca the certificates of who signs the server's, as PEM; empty if it need not show one
 */
public record MySqlEndpoint(String url, String user, String password, String ca)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a URL may say of TLS on its own, and would say over what the connection says. */
  private static final Pattern TLS =
      Pattern.compile(
          "(?i)[?&(,]\\s*(sslMode|useSSL|requireSSL|verifyServerCertificate|trustCert|fallbackTo)");

  /**
   * What a connection of an environment file leads to.
   *
   * @throws io.penstock.spec.SpecException if it is none of MySQL, or one of its secrets is not
   *     defined
   */
  public static MySqlEndpoint of(ConnectionSpec connection, SecretResolver secrets) {
    String url = secrets.resolve(connection.url(), connection.at());
    if (!url.startsWith("jdbc:mysql://") || database(url).isEmpty()) {
      throw EndpointErrors.noMySqlUrl(connection, url);
    }
    return new MySqlEndpoint(
        url,
        connection.user().map(user -> secrets.resolve(user, connection.at())).orElse(""),
        connection.password().map(p -> secrets.resolve(p, connection.at())).orElse(""),
        certificates(connection, url));
  }

  /** The certificates of the connection's file; empty if it names none. */
  private static String certificates(ConnectionSpec connection, String url) {
    if (connection.ca().isEmpty()) {
      return "";
    }
    Path file = connection.ca().get();
    if (TLS.matcher(url).find()) {
      throw EndpointErrors.tlsTwice(connection);
    }
    try {
      String pem = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (TrustedCertificates.count(pem) == 0) {
        throw EndpointErrors.noCertificates(connection, file, "no certificate in it");
      }
      return pem;
    } catch (IOException | GeneralSecurityException e) {
      throw EndpointErrors.noCertificates(connection, file, e.getMessage());
    }
  }

  /** One that need not show who it is. */
  public MySqlEndpoint(String url, String user, String password) {
    this(url, user, password, "");
  }

  private static final String GREETING_MILLIS = "15000";
  private static final int WORK_MILLIS = 900_000;
  private static final String SESSION =
      "sql_mode='STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION,"
          + "NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO',"
          + "time_zone='+00:00',wait_timeout=600,net_read_timeout=600,net_write_timeout=600,"
          // A lock that a vanished client holds is a failure that passes, not a wait without end.
          + "lock_wait_timeout=60";

  /** A connection with a session in which the server clips no value in silence. */
  public Connection open() throws SQLException {
    return open(url, Map.of());
  }

  /** The same, with more of the driver's settings. */
  public Connection open(Map<String, String> more) throws SQLException {
    return open(url, more);
  }

  /** The same, making the database if it is missing. */
  public Connection openCreating() throws SQLException {
    return open(url + (url.contains("?") ? "&" : "?") + "createDatabaseIfNotExist=true", Map.of());
  }

  private Connection open(String address, Map<String, String> more) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("user", user);
    settings.setProperty("password", password);
    settings.setProperty("characterEncoding", "UTF-8");
    settings.setProperty("connectionTimeZone", "UTC");
    settings.setProperty("allowLoadLocalInfile", "true");
    settings.setProperty("rewriteBatchedStatements", "true");
    settings.setProperty("useAffectedRows", "false");
    settings.setProperty("connectTimeout", "10000");
    // For the greeting, which a server that hangs never sends; work may take longer, see below.
    settings.setProperty("socketTimeout", GREETING_MILLIS);
    settings.setProperty("tcpKeepAlive", "true");
    settings.putAll(more);
    if (!ca.isEmpty()) {
      settings.putAll(TrustedCertificates.settings(ca));
    }
    try {
      Class.forName("com.mysql.cj.jdbc.Driver");
    } catch (ClassNotFoundException e) {
      throw new SQLException("the driver com.mysql.cj.jdbc.Driver is not on the class path", e);
    }
    Connection connection = DriverManager.getConnection(address, settings);
    // Not left to the driver alone: a URL with session variables of its own would win over ours,
    // and
    // without strict mode the server clips values in silence.
    try (Statement session = connection.createStatement()) {
      session.execute("SET SESSION " + SESSION);
      connection.setNetworkTimeout(Runnable::run, WORK_MILLIS);
    } catch (SQLException e) {
      connection.abort(Runnable::run);
      throw e;
    }
    return connection;
  }

  /** The database that a JDBC URL names; empty if it names none. */
  public static String database(String url) {
    return url.replaceFirst("^jdbc:mysql://[^/]*/?", "").replaceAll("\\?.*$", "");
  }

  /** What messages call the server. */
  public String display() {
    return Redaction.url(url).replaceFirst("^jdbc:", "").replaceAll("\\?.*$", "");
  }

  @Override
  public String toString() {
    return display();
  }
}
