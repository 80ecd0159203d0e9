package io.penstock.local;

import io.penstock.io.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one MySQL server of a home: found by its command line and taken over when it already runs,
 * started otherwise. Called under the {@link HomeLock}.
 */
final class MariaDb {
  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 60;
  private static final int PORT_TRIES = 5;
  private static final String VERB = "start the local MySQL server";
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final HomeFolder home;
  private final Ports ports;

  MariaDb(HomeFolder home, Ports ports) {
    this.home = home;
    this.ports = ports;
  }

  /** The running server of this home, if any: whoever started it. */
  Optional<Processes.Found> running() {
    String data = "--datadir=" + home.mysqlData();
    return Processes.matching(
            words ->
                words.get(0).endsWith("/mariadbd")
                    && words.contains(data)
                    && words.stream().anyMatch(word -> word.startsWith("--port=")))
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
      if (hasItsData() && answers(found.get())) {
        return port(found.get());
      }
      Processes.kill(found.get());
    }
    Path program = MariaDbProgram.unpacked(home);
    MariaDbData.prepare(home, program);
    for (int i = 1; ; i++) {
      int port = ports.choose(LocalServers.Need.MYSQL);
      ErrorLog log = log();
      Process process =
          spawn(
              MariaDbOptions.serving(program, home.mysqlData(), MariaDbData.temp(home), port),
              log.file(),
              ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      if (await(process, port, log, i < PORT_TRIES)) {
        ports.remember(LocalServers.Need.MYSQL, port);
        return port;
      }
    }
  }

  /** A server goes on when somebody removes its folder, and has nothing to serve any more. */
  private boolean hasItsData() {
    return Files.isDirectory(home.mysqlData().resolve("mysql"));
  }

  void stop() {
    running().ifPresent(server -> Processes.stop(server, STOP_SECONDS));
  }

  /** A server that is still starting refuses; one that hangs accepts and stays silent. */
  private static boolean answers(Processes.Found server) {
    long end = System.nanoTime() + START_SECONDS * 1_000_000_000L;
    while (System.nanoTime() < end && Processes.alive(server)) {
      PortAnswer answer = PortAnswer.ofMySql(port(server));
      if (answer != PortAnswer.REFUSES) {
        return answer == PortAnswer.SPEAKS;
      }
      Pause.sleep(Duration.ofMillis(20), LocalErrors::interrupted);
    }
    return false;
  }

  private static boolean await(Process process, int port, ErrorLog log, boolean tryAgain) {
    long end = System.nanoTime() + START_SECONDS * 1_000_000_000L;
    while (process.isAlive()) {
      if (PortAnswer.ofMySql(port) == PortAnswer.SPEAKS && process.isAlive()) {
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
      return ErrorLog.at(home.mysqlLog());
    } catch (IOException e) {
      throw LocalErrors.files(VERB, home.mysqlLog(), e);
    }
  }

  /** In a session of its own, so that Ctrl-C on the terminal does not hit it in mid-write. */
  static Process spawn(List<String> command, Path log, ProcessBuilder.Redirect in) {
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      words.add(SETSID.toString());
    }
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    try {
      return builder
          .redirectInput(in)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw LocalErrors.notExecutable(Path.of(command.get(0)), e);
    }
  }
}
