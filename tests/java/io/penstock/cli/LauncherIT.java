package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testing.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves for a while is under the home, and goes when the process is gone. */
class LauncherIT {
  @TempDir private Path home;

  @Test
  void temporaryThingsOfProcessesThatAreGoneAreRemoved() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path left = Files.createDirectories(home.resolve("tmp/" + gone.pid()));
    Files.writeString(left.resolve("libzstd.so"), "left by a killed run");
    Path own = Files.createDirectories(home.resolve("tmp/" + ProcessHandle.current().pid()));
    Files.writeString(left.resolveSibling("notes"), "nobody's process");

    ProcessBuilder version = Launcher.command(List.of("--version"));
    version.environment().put("PENSTOCK_HOME", home.toString());
    Process process =
        version.redirectErrorStream(true).redirectOutput(home.resolve("out").toFile()).start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(left).doesNotExist();
    assertThat(own).exists();
    assertThat(left.resolveSibling("notes")).exists();
    assertThat(home.resolve("tmp/" + process.pid())).exists();
  }
}
