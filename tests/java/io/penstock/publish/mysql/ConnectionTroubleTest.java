package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.spec.OutsideException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rights, passwords, addresses and settings: one sentence each, and no secret in it. */
class ConnectionTroubleTest extends SwapContract {
  static final String SECRET = "S3cret-Pa55/word";

  private String user;

  @BeforeEach
  void makeUser() throws Exception {
    user = "u" + Math.abs(database.hashCode());
    run("CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + SECRET + "'");
  }

  @AfterEach
  void dropUser() throws Exception {
    try (var connection = server.connect("");
        var sql = connection.createStatement()) {
      sql.execute("DROP USER IF EXISTS '" + user + "'@'%'");
    }
  }

  private MySqlEndpoint as(String name, String password) {
    return new MySqlEndpoint(endpoint().url(), name, password);
  }

  /** What is said, and that no secret is in it, in its causes or in the log. */
  static String failure(TestSwap swap) {
    try (LogCapture log = new LogCapture()) {
      OutsideException failure = catchThrowableOfType(OutsideException.class, swap::run);
      StringWriter all = new StringWriter();
      failure.printStackTrace(new PrintWriter(all));
      assertThat(all.toString()).doesNotContain(SECRET);
      assertThat(log.lines()).noneMatch(line -> line.contains(SECRET));
      assertThat(failure.getMessage().lines()).hasSize(1);
      return failure.getMessage();
    }
  }

  @Test
  void a_user_without_rights_is_told_what_to_grant() throws Exception {
    String grant = "GRANT CREATE, DROP, ALTER, INSERT, DELETE, UPDATE, SELECT, INDEX ON `";
    assertThat(failure(swap(version(1, 2)).to(as(user, SECRET))))
        .contains("a right is missing", grant + database + "`.* TO '" + user + "'@'%';");
    run("GRANT SELECT, INSERT, CREATE ON " + database + ".* TO '" + user + "'@'%'");
    assertThat(failure(swap(version(1, 2)).to(as(user, SECRET))))
        .contains("a right is missing", grant);
    run(
        "GRANT CREATE, DROP, ALTER, INSERT, DELETE, UPDATE, SELECT, INDEX ON "
            + database
            + ".* TO '"
            + user
            + "'@'%'");
    swap(version(1, 2)).to(as(user, SECRET)).run();
    swap(version(2, 2)).version(2).to(as(user, SECRET)).run();
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("2");
  }

  @Test
  void a_wrong_password_is_said_without_any_password() {
    assertThat(failure(swap(version(1, 2)).to(as(user, SECRET + "x"))))
        .contains("the server refuses the user '" + user + "'");
  }

  @Test
  void nothing_of_a_publication_shows_the_password() throws Exception {
    run("GRANT ALL ON " + database + ".* TO '" + user + "'@'%'", "SET GLOBAL local_infile = 0");
    try (LogCapture log = new LogCapture()) {
      MySqlEndpoint endpoint = as(user, SECRET);
      swap(version(1, 2)).to(endpoint).run();
      assertThat(log.lines()).noneMatch(line -> line.contains(SECRET));
      assertThat(log.lines()).anyMatch(line -> line.contains("local_infile is off"));
      assertThat(
              endpoint
                  + " "
                  + new PartLoader(endpoint, "s", "r", "t", List.of(), null)
                  + " "
                  + new MySqlTarget(endpoint))
          .doesNotContain(SECRET);
    } finally {
      run("SET GLOBAL local_infile = 1");
    }
  }

  @Test
  void a_missing_database_is_made_or_it_is_said() throws Exception {
    MySqlEndpoint missing = server.endpoint(database + "_new");
    swap(version(1, 2)).to(missing).run();
    assertThat(one("SELECT COUNT(*) FROM " + database + "_new.t")).isEqualTo("2");
    run("DROP DATABASE " + database + "_new");
    assertThat(failure(swap(version(1, 2)).to(new MySqlEndpoint(missing.url(), user, SECRET))))
        .contains("a right is missing", "GRANT CREATE", database + "_new");
  }

  @Test
  void a_lax_server_does_not_matter() throws Exception {
    String before = one("SELECT @@GLOBAL.sql_mode");
    run("SET GLOBAL sql_mode = 'NO_BACKSLASH_ESCAPES'");
    try {
      MySqlEndpoint direct = endpoint();
      MySqlEndpoint lax =
          new MySqlEndpoint(
              direct.url() + "?sessionVariables=sql_mode='',time_zone='%2B05:00'",
              direct.user(),
              direct.password());
      swap("SELECT 0 AS id, 'a\\\\b\\tc' AS x, TIMESTAMP'2024-01-01 00:00:00 UTC' AS at")
          .types(java.util.Map.of("at", "timestamp"))
          .to(lax)
          .run();
      assertThat(one("SELECT CONCAT(id, x) FROM t")).isEqualTo("0a\\b\tc");
      assertThat(one("SELECT UNIX_TIMESTAMP(at) FROM t")).isEqualTo("1704067200");
      assertThat(
              catchThrowableOfType(
                      io.penstock.spec.PenstockException.class,
                      () ->
                          swap("SELECT 1 AS id, 'abc' AS x")
                              .types(java.util.Map.of("x", "enum('a','b')"))
                              .version(2)
                              .to(lax)
                              .run())
                  .getMessage())
          .contains("a value does not fit");
    } finally {
      run("SET GLOBAL sql_mode = '" + before + "'");
    }
  }
}
