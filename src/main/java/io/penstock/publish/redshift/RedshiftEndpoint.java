package io.penstock.publish.redshift;

import io.penstock.spec.Redaction;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * A Redshift database, provisioned or serverless, and how to get into it.
 *
 * @param url a JDBC URL with a database
 * @param schema that of the tables
 */
record RedshiftEndpoint(String url, String user, String password, String schema)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String DRIVER = "com.amazon.redshift.jdbc.Driver";

  /** A connection with the session that the protocol needs. */
  Connection open() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("user", user);
    settings.setProperty("password", password);
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("loginTimeout", "30");
    settings.setProperty("ApplicationName", "penstock");
    Connection connection;
    try {
      Driver driver = (Driver) Class.forName(DRIVER).getDeclaredConstructor().newInstance();
      connection = driver.connect(url, settings);
    } catch (ReflectiveOperationException e) {
      throw new SQLException("the driver " + DRIVER + " is not on the class path", "58000", e);
    }
    if (connection == null) {
      throw new SQLException("the driver does not take the url", "08001");
    }
    try (Statement session = connection.createStatement()) {
      session.execute("SET timezone TO 'UTC'");
      session.execute("SET query_group TO 'penstock'");
    } catch (SQLException e) {
      connection.abort(Runnable::run);
      throw e;
    }
    return connection;
  }

  /** A table of the schema, as statements name it. */
  String table(String name) {
    return RedshiftStatements.table(schema, name);
  }

  /** The database that a JDBC URL names; empty if it names none. */
  static String database(String url) {
    return url.replaceFirst("^jdbc:redshift:(iam:)?//[^/]*/?", "").replaceAll("[?;].*$", "");
  }

  /** What messages call the server. */
  String display() {
    return Redaction.url(url).replaceFirst("^jdbc:", "").replaceAll("[?;].*$", "");
  }

  @Override
  public String toString() {
    return display();
  }
}
