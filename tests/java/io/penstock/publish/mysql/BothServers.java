package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.testing.VerifyOnly;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

/**
 * What a test does it does to each server of the contract, and all must answer alike; so what it
 * prepares in the lake it prepares once.
 */
@VerifyOnly
@Timeout(120)
abstract class BothServers {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final List<TestServer> servers = new ArrayList<>();
  private String database;

  /** Something that is asked of one server. */
  interface Question<T> {
    T ask(TestServer server) throws Exception;
  }

  @BeforeEach
  void makeDatabases() throws SQLException {
    database = "both_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    for (TestServer server : TestServer.all().toList()) {
      try (Connection connection = server.connect("");
          Statement sql = connection.createStatement()) {
        sql.execute("CREATE DATABASE " + database);
        servers.add(server);
      } catch (TestAbortedException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @AfterEach
  void dropDatabases() throws SQLException {
    for (TestServer server : servers) {
      try (Connection connection = server.connect("");
          Statement sql = connection.createStatement()) {
        sql.execute("SET SESSION lock_wait_timeout = 10");
        sql.execute("DROP DATABASE IF EXISTS " + database);
      }
    }
  }

  MySqlEndpoint endpoint(TestServer server) {
    return server.endpoint(database);
  }

  Connection connect(TestServer server) throws SQLException {
    return server.connect(database);
  }

  /** The answer of each. */
  <T> List<T> each(Question<T> question) throws Exception {
    List<T> answers = new ArrayList<>();
    for (TestServer server : servers) {
      answers.add(question.ask(server));
    }
    return answers;
  }

  /** The one answer of all; when they refuse, all do so with the same words. */
  <T> T all(Question<T> question) throws Exception {
    List<T> answers = new ArrayList<>();
    List<Exception> refusals = new ArrayList<>();
    for (TestServer server : servers) {
      try {
        answers.add(question.ask(server));
      } catch (Exception e) {
        refusals.add(e);
      }
    }
    if (refusals.isEmpty()) {
      assertThat(answers).as("the answers of " + servers).containsOnly(answers.get(0));
      return answers.get(0);
    }
    assertThat(refusals.stream().map(BothServers::words).distinct())
        .as("the refusals of " + servers)
        .hasSize(1);
    assertThat(answers).as("answers beside a refusal").isEmpty();
    throw refusals.get(0);
  }

  private static String words(Exception refusal) {
    return refusal.getClass() + String.valueOf(refusal.getMessage()).replaceAll(":\\d+/", "/");
  }

  void run(String... statements) throws Exception {
    all(
        server -> {
          try (Connection connection = connect(server);
              Statement sql = connection.createStatement()) {
            for (String statement : statements) {
              sql.execute(statement);
            }
          }
          return statements.length;
        });
  }

  /** The first column of a result, as text. */
  List<String> list(String query) throws Exception {
    return all(server -> list(server, query));
  }

  List<String> list(TestServer server, String query) throws SQLException {
    return server.list(database, query);
  }

  String one(String query) throws Exception {
    return list(query).get(0);
  }

  List<String> tables() throws Exception {
    return list("SHOW TABLES");
  }
}
