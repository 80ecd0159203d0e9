package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.testing.TestSpark;
import io.penstock.testing.VerifyOnly;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What all tests of the swap share: a server, a database of the test's own, a Spark session. */
@VerifyOnly
@ParameterizedClass(name = "{0}")
@MethodSource("io.penstock.publish.mysql.TestServer#all")
@Timeout(60)
abstract class SwapContract {
  private static final AtomicInteger COUNT = new AtomicInteger();

  @Parameter TestServer server;

  final SparkSession spark = TestSpark.session();
  String database;

  @BeforeEach
  void makeDatabase() throws SQLException {
    database = "contract_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    try (Connection connection = server.connect("");
        Statement sql = connection.createStatement()) {
      sql.execute("CREATE DATABASE " + database);
    }
  }

  @AfterEach
  void dropDatabase() throws SQLException {
    if (database != null) {
      try (Connection connection = server.connect("");
          Statement sql = connection.createStatement()) {
        sql.execute("SET SESSION lock_wait_timeout = 10");
        sql.execute("DROP DATABASE IF EXISTS " + database);
      }
    }
  }

  MySqlEndpoint endpoint() {
    return server.endpoint(database);
  }

  /** A publication of the test's, by default of table {@code t} with key {@code id}. */
  TestSwap swap(Dataset<Row> rows) {
    return new TestSwap(endpoint(), rows);
  }

  TestSwap swap(String sql) {
    return swap(spark.sql(sql));
  }

  /** Rows {@code id} 0 to n-1 that all carry the same version. */
  Dataset<Row> version(int version, int n) {
    return spark.range(0, n, 1, 1).selectExpr("id", version + " AS v", "id * 2 AS amount");
  }

  Connection connect() throws SQLException {
    return server.connect(database);
  }

  void run(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  /** The first column of a result, as text. */
  List<String> list(String query) throws SQLException {
    return server.list(database, query);
  }

  String one(String query) throws SQLException {
    return list(query).get(0);
  }

  /** The second column of {@code SHOW CREATE TABLE}. */
  String ddl(String table) throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SHOW CREATE TABLE " + MySqlStatements.quoted(table))) {
      row.next();
      return row.getString(2);
    }
  }

  List<String> tables() throws SQLException {
    return list("SHOW TABLES");
  }

  boolean mariaDb() throws SQLException {
    return one("SELECT VERSION()").contains("MariaDB");
  }
}
