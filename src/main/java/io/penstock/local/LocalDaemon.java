package io.penstock.local;

import io.penstock.io.Pause;
import io.penstock.spec.PenstockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Servers that stay when a run ends: a JVM of its own that hosts S3 and HTTP and minds MySQL. */
public final class LocalDaemon {
  private static final long UP_SECONDS = 180;
  private static final long DOWN_SECONDS = 90;
  private static final String FAILED = "penstock-failed: ";

  private LocalDaemon() {}

  /** Starts the servers unless they are up, and returns when they answer. */
  public static Status up(Path place) {
    HomeFolder home = HomeFolder.at(place);
    try (HomeLock lock = HomeLock.take(home, "daemon")) {
      if (DaemonState.answering(home).equals(DaemonState.NONE)) {
        DaemonState.processes(home).forEach(old -> Processes.stop(old, DOWN_SECONDS));
        DaemonState.forget(home);
        launch(home);
      }
      return Survey.of(home);
    }
  }

  /** Stops the daemon and what killed runs left behind; refused while a run uses the servers. */
  public static Status down(Path place) {
    HomeFolder home = HomeFolder.at(place);
    try (HomeLock lock = HomeLock.take(home, "daemon")) {
      List<Long> runs = runs(home);
      if (!runs.isEmpty()) {
        throw LocalErrors.inUse(runs);
      }
      DaemonState.processes(home).forEach(daemon -> Processes.stop(daemon, DOWN_SECONDS));
      DaemonState.forget(home);
    }
    try (HomeLock lock = HomeLock.take(home, "servers")) {
      if (new Users(home.mysqlUsers()).live().isEmpty()) {
        new MariaDb(home, new Ports(home)).stop();
      }
      if (new Users(home.redshiftUsers()).live().isEmpty()) {
        new PostgresServer(home, new Ports(home)).stop();
      }
    }
    return Survey.of(home);
  }

  /** What runs, without changing anything. */
  public static Status status(Path place) {
    return Survey.of(HomeFolder.at(place));
  }

  private static List<Long> runs(HomeFolder home) {
    try (HomeLock lock = HomeLock.take(home, "servers")) {
      return new Users(home.root().resolve("runs")).live();
    }
  }

  private static void launch(HomeFolder home) {
    Path logFile = home.serversLog();
    ErrorLog log;
    Process process;
    try {
      log = ErrorLog.at(logFile);
      process = DaemonLaunch.start(home, logFile);
    } catch (IOException e) {
      throw LocalErrors.files("keep the local servers up", logFile, e);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(UP_SECONDS);
    while (DaemonState.read(home).pid() != process.pid()) {
      if (!process.isAlive()) {
        throw failure(log);
      }
      if (System.nanoTime() > end) {
        process.destroy();
        throw LocalErrors.tooLate("keep the local servers up", "they do not answer", logFile);
      }
      Pause.sleep(Duration.ofMillis(20), LocalErrors::interrupted);
    }
  }

  private static PenstockException failure(ErrorLog log) {
    List<String> lines = log.lines();
    return lines.stream()
        .filter(line -> line.startsWith(FAILED))
        .findFirst()
        .map(line -> LocalErrors.inDaemon(line.substring(FAILED.length())))
        .orElseGet(() -> LocalErrors.daemon(ErrorLog.meaningfulLine(lines), log.file()));
  }

  /** The daemon itself; its one argument is the home folder. */
  public static void main(String[] args) {
    HomeFolder home = HomeFolder.at(Path.of(args[0]));
    try {
      LocalServers servers = LocalServers.keep(home);
      CountDownLatch ending = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(servers, home, ending)));
      new DaemonState(
              ProcessHandle.current().pid(),
              servers.s3().endpoint().getPort(),
              servers.httpBase().getPort(),
              servers.redshift().port())
          .write(home);
      mind(servers, home, ending);
    } catch (PenstockException e) {
      System.err.println(FAILED + e.getMessage());
      System.exit(e.exitStatus());
    }
  }

  private static void end(LocalServers servers, HomeFolder home, CountDownLatch ending) {
    ending.countDown();
    DaemonState.forget(home);
    servers.shutInHook();
  }

  /** Brings a crashed MySQL server back on its port; ends when the home has been deleted. */
  private static void mind(LocalServers servers, HomeFolder home, CountDownLatch ending) {
    try {
      while (!ending.await(1, TimeUnit.SECONDS)) {
        if (!Files.isRegularFile(home.daemonState())) {
          System.exit(0);
        }
        servers.revive();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
