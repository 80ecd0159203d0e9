package io.penstock.local;

import static io.penstock.local.TestingHome.ask;
import static io.penstock.local.TestingHome.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.local.LocalServers.Need;
import io.penstock.testing.VerifyOnly;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@VerifyOnly
@Timeout(60)
class SharingTest {
  @TempDir Path folder;

  private static LocalServers open(Path home) {
    return LocalServers.open(home, EnumSet.allOf(Need.class));
  }

  @Test
  void adoptsTheServerThatAKilledRunLeftBehind() throws Exception {
    Path home = TestingHome.in(folder);
    Process run = TestingHome.child(home);
    int port = TestingHome.ports(run)[0];
    run(MySqlAccess.onPort(port), "CREATE DATABASE d", "CREATE TABLE d.t AS SELECT 7 AS x");
    TestingHome.kill(run);
    long orphan = TestingHome.mysqld(home).pid();

    try (LocalServers servers = open(home)) {
      assertThat(servers.mysql().port()).isEqualTo(port);
      assertThat(TestingHome.mysqld(home).pid()).isEqualTo(orphan);
      assertThat(ask(servers.mysql(), "SELECT x FROM d.t")).isEqualTo("7");
    }
    assertThat(TestingHome.mysqldRuns(home)).isFalse();
  }

  @Test
  void replacesAnOrphanThatHangs() throws Exception {
    Path home = TestingHome.in(folder);
    Process run = TestingHome.child(home);
    TestingHome.ports(run);
    TestingHome.kill(run);
    long orphan = TestingHome.mysqld(home).pid();
    new ProcessBuilder("kill", "-STOP", Long.toString(orphan)).start().waitFor();

    try (LocalServers servers = open(home)) {
      assertThat(TestingHome.mysqld(home).pid()).isNotEqualTo(orphan);
      assertThat(ask(servers.mysql(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void twoRunsAtOnceShareOneMySqlUntilTheLastEnds() throws Exception {
    Path home = TestingHome.in(folder);
    Process one = TestingHome.child(home);
    Process two = TestingHome.child(home);
    int[] first = TestingHome.ports(one);
    int[] second = TestingHome.ports(two);
    assertThat(second[0]).isEqualTo(first[0]);
    assertThat(second[1]).isNotEqualTo(first[1]);

    one.getOutputStream().close();
    assertThat(one.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(ask(MySqlAccess.onPort(second[0]), "SELECT 1")).isEqualTo("1");

    two.getOutputStream().close();
    assertThat(two.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(TestingHome.mysqldRuns(home)).isFalse();
  }

  @Test
  void aTerminatedRunStopsItsServers() throws Exception {
    Path home = TestingHome.in(folder);
    Process run = TestingHome.child(home);
    TestingHome.ports(run);
    run.destroy();
    assertThat(run.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(TestingHome.mysqldRuns(home)).isFalse();
  }

  @Test
  void startsNothingThatWasNotAskedFor() throws Exception {
    Path home = TestingHome.in(folder);
    try (LocalServers servers = LocalServers.open(home, EnumSet.of(Need.HTTP))) {
      assertThat(servers.httpBase().toString()).startsWith("http://127.0.0.1:");
      assertThat(TestingHome.mysqldRuns(home)).isFalse();
      assertThat(home.resolve("s3")).doesNotExist();
    }
  }
}
