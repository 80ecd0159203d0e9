package io.penstock.spec;

/** Where publications go: a kind of target, and the connection to it. */
public sealed interface Destination {

  /** What its kind is called under {@code to}. */
  String kind();

  /** The connection of the environment file. */
  String connection();

  /** Amazon Redshift, provisioned or serverless. */
  record Redshift(String connection) implements Destination {
    public static final String KIND = "redshift";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /** Files under a prefix in S3. */
  record Files(String connection) implements Destination {
    public static final String KIND = "files";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /** A database of the Glue catalog, for Athena. */
  record Glue(String connection) implements Destination {
    public static final String KIND = "glue";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /** MySQL or MariaDB, such as RDS. */
  record MySql(String connection) implements Destination {
    public static final String KIND = "mysql";

    @Override
    public String kind() {
      return KIND;
    }
  }
}
