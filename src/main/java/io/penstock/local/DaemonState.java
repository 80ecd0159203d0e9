package io.penstock.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** What the daemon of a home says of itself once all its servers answer; a port 0 means none. */
record DaemonState(long pid, int s3Port, int httpPort, int redshiftPort) {
  static final DaemonState NONE = new DaemonState(0, 0, 0, 0);

  /** Daemons of this home, also one that is still starting. */
  static List<Processes.Found> processes(HomeFolder home) {
    return Processes.matching(
        words ->
            words.size() > 2
                && words.get(words.size() - 2).equals(LocalDaemon.class.getName())
                && words.get(words.size() - 1).equals(home.root().toString()));
  }

  /** What is written down, when that daemon lives. */
  static Optional<DaemonState> living(HomeFolder home) {
    DaemonState written = read(home);
    return processes(home).stream().anyMatch(found -> found.pid() == written.pid())
        ? Optional.of(written)
        : Optional.empty();
  }

  /** The daemon when it lives and answers, else {@link #NONE}. */
  static DaemonState answering(HomeFolder home) {
    return living(home).filter(DaemonState::answers).orElse(NONE);
  }

  boolean answers() {
    return s3Port > 0
        && httpPort > 0
        && PortAnswer.ofHttp(s3Port) == PortAnswer.SPEAKS
        && PortAnswer.ofHttp(httpPort) == PortAnswer.SPEAKS;
  }

  static DaemonState read(HomeFolder home) {
    Properties all = Ports.read(home.daemonState());
    String pid = all.getProperty("pid", "0");
    return new DaemonState(
        pid.matches("\\d{1,18}") ? Long.parseLong(pid) : 0,
        Ports.port(all, Ports.key(LocalServers.Need.S3)).orElse(0),
        Ports.port(all, Ports.key(LocalServers.Need.HTTP)).orElse(0),
        Ports.port(all, Ports.key(LocalServers.Need.REDSHIFT)).orElse(0));
  }

  void write(HomeFolder home) {
    Properties all = new Properties();
    all.setProperty("pid", Long.toString(pid));
    all.setProperty(Ports.key(LocalServers.Need.S3), Integer.toString(s3Port));
    all.setProperty(Ports.key(LocalServers.Need.HTTP), Integer.toString(httpPort));
    all.setProperty(Ports.key(LocalServers.Need.REDSHIFT), Integer.toString(redshiftPort));
    Ports.write(home.daemonState(), all);
  }

  static void forget(HomeFolder home) {
    try {
      Files.deleteIfExists(home.daemonState());
    } catch (IOException e) {
      throw LocalErrors.files("forget the local servers", home.daemonState(), e);
    }
  }
}
