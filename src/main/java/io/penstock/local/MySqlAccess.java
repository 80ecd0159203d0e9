package io.penstock.local;

/** How to reach the local MySQL server as a user who may do everything. */
public record MySqlAccess(String host, int port, String user, String password) {
  static final String LOCAL_USER = "penstock";
  static final String LOCAL_PASSWORD = "penstock";

  static MySqlAccess onPort(int port) {
    return new MySqlAccess("127.0.0.1", port, LOCAL_USER, LOCAL_PASSWORD);
  }

  /** The JDBC URL of a database; an empty name stands for the server itself. */
  public String jdbcUrl(String database) {
    return "jdbc:mysql://" + host + ":" + port + "/" + database;
  }

  @Override
  public String toString() {
    return "MySqlAccess[" + user + "@" + host + ":" + port + "]";
  }
}
