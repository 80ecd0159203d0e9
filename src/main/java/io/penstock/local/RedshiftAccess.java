package io.penstock.local;

/** How to reach the local stand-in for Redshift as a user who may do everything. */
public record RedshiftAccess(String host, int port, String user, String password) {
  static final String LOCAL_USER = "penstock";

  static RedshiftAccess onPort(int port) {
    return new RedshiftAccess("127.0.0.1", port, LOCAL_USER, LOCAL_USER);
  }

  /** The JDBC URL of a database, which is made when somebody first connects to it. */
  public String jdbcUrl(String database) {
    return "jdbc:redshift://" + host + ":" + port + "/" + database + "?ssl=false";
  }

  @Override
  public String toString() {
    return "RedshiftAccess[" + user + "@" + host + ":" + port + "]";
  }
}
