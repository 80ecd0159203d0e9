package io.penstock.publish.redshift;

import io.penstock.local.LocalServers;
import io.penstock.testing.TestSpark;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The Redshift stand-in and the S3 beside it, started once for the JVM. */
public final class Warehouse {
  private static LocalServers servers;

  private Warehouse() {}

  /** The same for all tests of a JVM, for Hadoop keeps whichever S3 it has seen first. */
  public static synchronized LocalServers servers() {
    if (servers == null) {
      Path home =
          Path.of("target/redshift-contract-" + ProcessHandle.current().pid()).toAbsolutePath();
      servers =
          LocalServers.open(home, EnumSet.of(LocalServers.Need.S3, LocalServers.Need.REDSHIFT));
      servers
          .s3()
          .s3aSettings()
          .forEach(TestSpark.session().sparkContext().hadoopConfiguration()::set);
    }
    return servers;
  }

  static RedshiftEndpoint endpoint(String database) {
    var access = servers().redshift();
    return new RedshiftEndpoint(
        access.jdbcUrl(database), access.user(), access.password(), "public");
  }

  /** The same through something that listens elsewhere. */
  static RedshiftEndpoint endpoint(String database, int port) {
    var access = servers().redshift();
    return new RedshiftEndpoint(
        access.jdbcUrl(database).replace(":" + access.port() + "/", ":" + port + "/"),
        access.user(),
        access.password(),
        "public");
  }

  static StagingPlace place(
      io.penstock.spec.StagingSpec.Loader loader,
      Optional<io.penstock.spec.StagingSpec.Format> format) {
    return new StagingPlace(
        "s3a://lake/staging",
        Optional.of("arn:aws:iam::123456789012:role/copy"),
        Optional.empty(),
        Optional.empty(),
        loader,
        format);
  }

  static void run(RedshiftEndpoint server, String... statements) throws SQLException {
    try (Connection connection = server.open();
        Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  static List<String> query(RedshiftEndpoint server, String select) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = server.open();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(select)) {
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(row.getString(i)));
        }
        rows.add(String.join("|", values));
      }
    }
    return rows;
  }

  /** What of staged files there is. */
  static List<String> staged() throws java.io.IOException {
    var storage = io.penstock.lake.Storage.of(TestSpark.session());
    try {
      return storage.list(storage.path("s3a://lake/staging")).stream()
          .map(io.penstock.lake.Storage.Found::name)
          .toList();
    } catch (java.io.FileNotFoundException e) {
      return List.of();
    }
  }
}
