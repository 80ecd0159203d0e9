package io.penstock.local;

import static io.penstock.local.TestingHome.ask;
import static io.penstock.local.TestingHome.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.local.LocalServers.Need;
import io.penstock.spec.OutsideException;
import io.penstock.testing.VerifyOnly;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@VerifyOnly
@Timeout(60)
class MySqlServerTest {
  @TempDir Path folder;

  private static LocalServers open(Path home) {
    return LocalServers.open(home, EnumSet.of(Need.MYSQL));
  }

  @Test
  void takesALoadFromAStream() throws Exception {
    try (LocalServers servers = open(TestingHome.in(folder));
        Connection connection = TestingHome.connect(servers.mysql());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE shop");
      statement.execute("CREATE TABLE shop.t (id INT PRIMARY KEY, name VARCHAR(20))");
      statement
          .unwrap(com.mysql.cj.jdbc.JdbcStatement.class)
          .setLocalInfileInputStream(
              new ByteArrayInputStream("1\tä€😀\n2\tb\n".getBytes(StandardCharsets.UTF_8)));
      statement.execute(
          "LOAD DATA LOCAL INFILE 'x' REPLACE INTO TABLE shop.t CHARACTER SET utf8mb4");

      assertThat(ask(servers.mysql(), "SELECT name FROM shop.t WHERE id = 1")).isEqualTo("ä€😀");
      assertThat(ask(servers.mysql(), "SELECT COUNT(*) FROM shop.t")).isEqualTo("2");
    }
  }

  @Test
  void speaksUtf8AndUtcAndIsStrict() throws Exception {
    try (LocalServers servers = open(TestingHome.in(folder))) {
      assertThat(ask(servers.mysql(), "SELECT @@collation_server")).isEqualTo("utf8mb4_bin");
      assertThat(ask(servers.mysql(), "SELECT @@global.time_zone")).isEqualTo("+00:00");
      assertThat(ask(servers.mysql(), "SELECT @@global.sql_mode")).contains("STRICT_TRANS_TABLES");
      assertThatThrownBy(
              () ->
                  TestingHome.run(
                      new MySqlAccess("127.0.0.1", servers.mysql().port(), "root", ""), "SELECT 1"))
          .hasMessageContaining("Access denied");
    }
  }

  @Test
  void keepsItsDataWhenTheServerIsKilled() throws Exception {
    Path home = TestingHome.in(folder);
    try (LocalServers servers = open(home)) {
      run(servers.mysql(), "CREATE DATABASE d", "CREATE TABLE d.t AS SELECT 7 AS x");
      Processes.kill(TestingHome.mysqld(home));
    }
    try (LocalServers servers = open(home)) {
      assertThat(ask(servers.mysql(), "SELECT x FROM d.t")).isEqualTo("7");
    }
  }

  @Test
  void takesAnotherPortFromAForeignProcess() throws Exception {
    Path home = TestingHome.in(folder);
    int first;
    try (LocalServers servers = open(home)) {
      first = servers.mysql().port();
    }
    try (LocalServers servers = open(home)) {
      assertThat(servers.mysql().port()).as("remembered").isEqualTo(first);
    }
    try (ServerSocket foreign = new ServerSocket(first, 1, InetAddress.getLoopbackAddress());
        LocalServers servers = open(home)) {
      assertThat(servers.mysql().port()).isNotEqualTo(foreign.getLocalPort());
      assertThat(ask(servers.mysql(), "SELECT 1")).isEqualTo("1");
    }
    Properties nonsense = new Properties();
    nonsense.setProperty("mysql", "not a port");
    Ports.write(HomeFolder.at(home).ports(), nonsense);
    try (LocalServers servers = open(home)) {
      assertThat(servers.mysql().port()).isPositive();
    }
  }

  @Test
  void repairsAnInterruptedUnpackingAndInitialisation() throws Exception {
    Path home = TestingHome.in(folder);
    Files.createDirectories(home.resolve("mysql/data.part/mysql"));
    Files.writeString(home.resolve("mysql/data.part/ibdata1"), "half");
    try (LocalServers servers = open(home)) {
      assertThat(ask(servers.mysql(), "SELECT 1")).isEqualTo("1");
    }
    assertThat(home.resolve("mysql/data.part")).doesNotExist();
  }

  @Test
  void saysInASentenceThatTheDataIsBroken() throws Exception {
    Path home = TestingHome.in(folder);
    open(home).close();
    Files.writeString(home.resolve("mysql/data/ibdata1"), "this is no table space");
    assertThatThrownBy(() -> open(home))
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("[ERROR]")
        .hasMessageContaining("mysql.log")
        .message()
        .satisfies(text -> assertThat(text.lines()).hasSize(1));
    assertThat(TestingHome.mysqldRuns(home)).isFalse();
  }

  @Test
  void worksUnderALongPath() throws Exception {
    Path deep = folder.resolve("d".repeat(100)).resolve("e f".repeat(30));
    Files.createDirectories(deep);
    try (LocalServers servers = open(TestingHome.in(deep))) {
      assertThat(ask(servers.mysql(), "SELECT 1")).isEqualTo("1");
    }
  }
}
