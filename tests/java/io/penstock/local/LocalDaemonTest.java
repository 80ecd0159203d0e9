package io.penstock.local;

import static io.penstock.local.TestingHome.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.local.LocalServers.Need;
import io.penstock.local.Status.State;
import io.penstock.spec.RefusedException;
import io.penstock.testing.VerifyOnly;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@VerifyOnly
@Timeout(90)
class LocalDaemonTest {
  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void home() throws Exception {
    home = TestingHome.in(folder);
  }

  @AfterEach
  void down() {
    LocalDaemon.down(home);
    assertThat(TestingHome.mysqldRuns(home)).isFalse();
  }

  @Test
  void staysUpForRunsUntilItIsTakenDown() throws Exception {
    Status up = LocalDaemon.up(home);
    assertThat(up.up()).isTrue();
    assertThat(up.servers()).extracting(Status.Server::state).containsOnly(State.RUNNING);
    assertThat(LocalDaemon.up(home).servers()).as("again").isEqualTo(up.servers());

    try (LocalServers servers = LocalServers.open(home, EnumSet.allOf(Need.class))) {
      assertThat(up.server(Need.S3).address()).contains(servers.s3().endpoint().toString());
      assertThat(up.server(Need.MYSQL).port()).contains(servers.mysql().port());
      assertThatThrownBy(() -> LocalDaemon.down(home))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    MySqlAccess mysql = MySqlAccess.onPort(up.server(Need.MYSQL).port().orElseThrow());
    assertThat(ask(mysql, "SELECT 1")).isEqualTo("1");

    Status down = LocalDaemon.down(home);
    assertThat(down.up()).isFalse();
    assertThat(down.servers()).extracting(Status.Server::state).containsOnly(State.STOPPED);
    assertThat(LocalDaemon.down(home).up()).as("again").isFalse();
  }

  @Test
  void bringsACrashedMySqlBackOnItsPort() throws Exception {
    Status up = LocalDaemon.up(home);
    int port = up.server(Need.MYSQL).port().orElseThrow();
    Processes.kill(TestingHome.mysqld(home));
    long end = System.nanoTime() + 15_000_000_000L;
    while (PortAnswer.ofMySql(port) != PortAnswer.SPEAKS && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertThat(ask(MySqlAccess.onPort(port), "SELECT 1")).isEqualTo("1");
  }

  @Test
  void isSeenAsCrashedWhenKilledAndComesUpAgain() throws Exception {
    Status up = LocalDaemon.up(home);
    HomeFolder place = HomeFolder.at(home);
    DaemonState.processes(place).forEach(Processes::kill);

    // The kernel takes a moment to let go of the locks of a process that it has killed.
    Status crashed = LocalDaemon.status(home);
    long end = System.nanoTime() + 10_000_000_000L;
    while (!crashed.server(Need.MYSQL).note().orElse("").contains("left behind")
        && System.nanoTime() < end) {
      Thread.sleep(50);
      crashed = LocalDaemon.status(home);
    }
    assertThat(crashed.up()).isFalse();
    assertThat(crashed.server(Need.S3).state()).isEqualTo(State.CRASHED);
    assertThat(crashed.server(Need.MYSQL).note().orElseThrow()).contains("left behind");

    Status again = LocalDaemon.up(home);
    assertThat(again.up()).isTrue();
    assertThat(again.server(Need.MYSQL).pid()).isEqualTo(up.server(Need.MYSQL).pid());
    assertThat(again.server(Need.S3).port()).isEqualTo(up.server(Need.S3).port());
  }
}
