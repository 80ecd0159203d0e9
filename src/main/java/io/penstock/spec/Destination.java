package io.penstock.spec;

/** Where publications go: a kind of target, and the connection to it. */
public sealed interface Destination {

  /** What its kind is called under {@code to}. */
  String kind();

  /** The connection of the environment file. */
  String connection();

  /** MySQL or MariaDB, such as RDS. */
  record MySql(String connection) implements Destination {
    public static final String KIND = "mysql";

    @Override
    public String kind() {
      return KIND;
    }
  }
}
