package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.local.LocalServers;
import io.penstock.local.MySqlAccess;
import io.penstock.local.SharedProgram;
import io.penstock.spec.OutsideException;
import io.penstock.testing.FaultsTried;
import io.penstock.testing.VerifyOnly;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose disk is full. It may die of that itself (MariaDB does, when it has no room to undo
 * what did not fit); readers find what they had as soon as it is back.
 */
@VerifyOnly
@Timeout(180)
class FullDiskTest {
  private static final int ROOM = 2 << 20;

  /** All rows anew; then, with {@code -Dpenstock.faults.disk=all}, new rows alone as well. */
  private static final List<Integer> ROWS =
      System.getProperty("penstock.faults.disk", "some").equals("all")
          ? List.of(20_000, 29_000)
          : List.of(20_000);

  @TempDir Path root;
  private Path disk;

  @BeforeEach
  void mountASmallDisk() throws Exception {
    Path place = Files.createDirectories(root.resolve("disk"));
    boolean done = call("mount", "-t", "tmpfs", "-o", "size=420m", "penstock", place.toString());
    Assumptions.assumeTrue(done, "only who may mount a small disk can fill it up");
    disk = place;
    // The program itself is not on that disk.
    SharedProgram.in(home());
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      assertThat(call("umount", "-l", disk.toString())).isTrue();
    }
  }

  @Test
  void readers_keep_what_they_had_and_the_next_run_brings_the_rest() throws Exception {
    GoldShelf shelf = new GoldShelf(root.resolve("lake")).is(rows(500));
    LocalServers servers = open();
    try {
      shelf.publish(endpoint(servers));
      long before = 500;
      for (int rows : ROWS) {
        shelf.is(rows(rows));
        fill();
        OutsideException failure = refusal(shelf, endpoint(servers));
        assertThat(failure)
            .message()
            .matches(".*(the server's disk is full|does not answer as it should).*")
            .contains("readers still see")
            .doesNotContain("\n");
        servers.close();
        Files.delete(disk.resolve("ballast"));
        servers = open();
        assertThat(count(servers)).isEqualTo(before);
        shelf.publish(endpoint(servers));
        assertThat(count(servers)).isEqualTo(rows);
        before = rows;
        FaultsTried.add("full disks", 1);
      }
    } finally {
      servers.close();
    }
  }

  private static OutsideException refusal(GoldShelf shelf, MySqlEndpoint endpoint) {
    return catchThrowableOfType(OutsideException.class, () -> shelf.publish(endpoint));
  }

  private Path home() {
    return disk.resolve("home");
  }

  private LocalServers open() {
    return LocalServers.open(home(), EnumSet.of(LocalServers.Need.MYSQL));
  }

  private static MySqlEndpoint endpoint(LocalServers servers) {
    MySqlAccess mysql = servers.mysql();
    return new MySqlEndpoint(mysql.jdbcUrl("shop"), mysql.user(), mysql.password());
  }

  private static long count(LocalServers servers) throws Exception {
    MySqlAccess mysql = servers.mysql();
    try (Connection connection =
            DriverManager.getConnection(mysql.jdbcUrl("shop"), mysql.user(), mysql.password());
        ResultSet row = connection.createStatement().executeQuery("SELECT COUNT(*) FROM t")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** All of the disk but a little. */
  private void fill() throws IOException {
    byte[] block = new byte[1 << 16];
    try (OutputStream ballast = Files.newOutputStream(disk.resolve("ballast"))) {
      for (long left = disk.toFile().getUsableSpace() - ROOM; left > 0; left -= block.length) {
        ballast.write(block);
      }
    }
  }

  private static String rows(int count) {
    return "SELECT id, repeat(md5(string(id)), 10) AS name FROM range(" + count + ")";
  }

  private static boolean call(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
