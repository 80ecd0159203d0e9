package io.penstock.local;

import io.penstock.io.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The one PostgreSQL of a home, behind the Redshift stand-in: found by its command line and taken
 * over when it already runs, started otherwise. Called under the {@link HomeLock}.
 */
final class PostgresServer {
  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 30;
  private static final int PORT_TRIES = 5;
  private static final String VERB = "start the local Redshift stand-in";
  private static final Path UNSHARE = Path.of("/usr/bin/unshare");

  private final HomeFolder home;
  private final Ports ports;

  PostgresServer(HomeFolder home, Ports ports) {
    this.home = home;
    this.ports = ports;
  }

  /** The running server of this home, if any: whoever started it. */
  Optional<Processes.Found> running() {
    String data = home.redshiftData().toString();
    return Processes.matching(
            words -> words.get(0).endsWith("/bin/postgres") && words.contains(data))
        .stream()
        .findFirst();
  }

  static int port(Processes.Found server) {
    return Integer.parseInt(server.option("port"));
  }

  /** Adopts or starts; returns the port on which it answers. */
  int adoptOrStart() {
    Optional<Processes.Found> found = running();
    if (found.isPresent()) {
      if (Files.isDirectory(home.redshiftData()) && answers(port(found.get()), found.get())) {
        return port(found.get());
      }
      Processes.kill(found.get());
    }
    Path program = PostgresProgram.unpacked(home);
    prepare(program);
    for (int i = 1; ; i++) {
      int port = ports.choose(LocalServers.Need.POSTGRES);
      ErrorLog log = log();
      Process process = spawn(program, "postgres", serving(port), log.file());
      if (await(process, port, log, i < PORT_TRIES)) {
        ports.remember(LocalServers.Need.POSTGRES, port);
        return port;
      }
    }
  }

  void stop() {
    running().ifPresent(server -> Processes.stop(server, STOP_SECONDS));
  }

  private List<String> serving(int port) {
    return List.of(
        "-D",
        home.redshiftData().toString(),
        "--port=" + port,
        "--listen_addresses=127.0.0.1",
        "--unix_socket_directories=",
        // Its data is that of a trial; what is lost with the machine is published again.
        "--fsync=off",
        "--synchronous_commit=off",
        "--full_page_writes=off",
        "--max_connections=200",
        "--shared_buffers=128MB",
        "--max_wal_size=2GB");
  }

  private void prepare(Path program) {
    Path data = home.redshiftData();
    Path part = home.redshift().resolve("data.part");
    try {
      if (Files.isDirectory(data)) {
        return;
      }
      MariaDbProgram.delete(part);
      ErrorLog log = log();
      Process process =
          spawn(
              program,
              "initdb",
              List.of(
                  "--pgdata=" + part,
                  "--username=postgres",
                  "--auth=trust",
                  "--encoding=UTF8",
                  "--locale=C",
                  "--no-sync"),
              log.file());
      if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw LocalErrors.tooLate(VERB, "its data are not made in time", log.file());
      }
      if (process.exitValue() != 0) {
        throw LocalErrors.crashed(VERB, process.exitValue(), log.lines(), log.file());
      }
      Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw LocalErrors.files(VERB, data, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted(e);
    }
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that. */
  private static Process spawn(Path program, String name, List<String> options, Path log) {
    List<String> words = new ArrayList<>();
    if (System.getProperty("user.name").equals("root") && Files.isExecutable(UNSHARE)) {
      words.addAll(List.of(UNSHARE.toString(), "--user"));
    }
    words.add(program.resolve("bin").resolve(name).toString());
    words.addAll(options);
    return MariaDb.spawn(words, log, ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
  }

  private static boolean answers(int port, Processes.Found server) {
    long end = System.nanoTime() + START_SECONDS * 1_000_000_000L;
    while (System.nanoTime() < end && Processes.alive(server)) {
      if (PortAnswer.ofPostgres(port) == PortAnswer.SPEAKS) {
        return true;
      }
      Pause.sleep(Duration.ofMillis(20), LocalErrors::interrupted);
    }
    return false;
  }

  private static boolean await(Process process, int port, ErrorLog log, boolean tryAgain) {
    long end = System.nanoTime() + START_SECONDS * 1_000_000_000L;
    while (process.isAlive()) {
      if (PortAnswer.ofPostgres(port) == PortAnswer.SPEAKS && process.isAlive()) {
        return true;
      }
      if (System.nanoTime() > end) {
        process.destroyForcibly();
        throw LocalErrors.tooLate(VERB, "it does not answer on port " + port, log.file());
      }
      Pause.sleep(Duration.ofMillis(10), LocalErrors::interrupted);
    }
    List<String> lines = log.lines();
    if (tryAgain && lines.stream().anyMatch(l -> l.contains("Address already in use"))) {
      return false;
    }
    throw LocalErrors.crashed(VERB, process.exitValue(), lines, log.file());
  }

  private ErrorLog log() {
    try {
      return ErrorLog.at(home.redshiftLog());
    } catch (IOException e) {
      throw LocalErrors.files(VERB, home.redshiftLog(), e);
    }
  }
}
