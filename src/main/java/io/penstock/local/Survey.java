package io.penstock.local;

import io.penstock.local.LocalServers.Need;
import io.penstock.local.Status.Server;
import io.penstock.local.Status.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at a home without touching anything and says what runs there. */
final class Survey {
  private final HomeFolder home;
  private final DaemonState written;
  private final boolean living;

  private Survey(HomeFolder home) {
    this.home = home;
    this.written = DaemonState.read(home);
    this.living = DaemonState.living(home).isPresent();
  }

  static Status of(HomeFolder home) {
    Survey survey = new Survey(home);
    return new Status(
        survey.living && survey.written.answers(),
        List.of(
            survey.http(Need.S3, survey.written.s3Port(), home.s3()),
            survey.mysql(),
            survey.redshift(),
            survey.http(Need.HTTP, survey.written.httpPort(), home.http())));
  }

  private Server http(Need kind, int port, Path data) {
    if (port == 0) {
      return new Server(
          kind,
          State.STOPPED,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          size(data),
          Optional.empty());
    }
    boolean speaks = living && PortAnswer.ofHttp(port) == PortAnswer.SPEAKS;
    return new Server(
        kind,
        speaks ? State.RUNNING : State.CRASHED,
        living ? Optional.of(written.pid()) : Optional.empty(),
        Optional.of(port),
        Optional.of("http://127.0.0.1:" + port + (kind == Need.HTTP ? "/" : "")),
        size(data),
        speaks
            ? Optional.empty()
            : Optional.of(
                living ? "does not answer" : "its process " + written.pid() + " has ended"));
  }

  private Server mysql() {
    Optional<Processes.Found> found = new MariaDb(home, new Ports(home)).running();
    boolean speaks =
        found.map(f -> PortAnswer.ofMySql(MariaDb.port(f)) == PortAnswer.SPEAKS).orElse(false);
    Optional<Integer> port = found.map(MariaDb::port);
    return new Server(
        Need.MYSQL,
        speaks ? State.RUNNING : found.isPresent() || living ? State.CRASHED : State.STOPPED,
        found.map(Processes.Found::pid),
        port,
        port.map(p -> MySqlAccess.onPort(p).jdbcUrl("")),
        size(home.mysqlData()),
        speaks ? used(home.mysqlUsers()) : found.map(f -> "does not answer"));
  }

  private Server redshift() {
    Optional<Processes.Found> found = new PostgresServer(home, new Ports(home)).running();
    int port = living ? written.redshiftPort() : 0;
    boolean speaks = port > 0 && PortAnswer.ofRedshift(port) == PortAnswer.SPEAKS;
    return new Server(
        Need.REDSHIFT,
        speaks || found.isPresent() && !living
            ? State.RUNNING
            : living ? State.CRASHED : State.STOPPED,
        living ? Optional.of(written.pid()) : found.map(Processes.Found::pid),
        speaks ? Optional.of(port) : Optional.empty(),
        speaks ? Optional.of(RedshiftAccess.onPort(port).jdbcUrl("")) : Optional.empty(),
        size(home.redshiftData()),
        speaks
            ? Optional.empty()
            : found.isPresent() ? used(home.redshiftUsers()) : Optional.empty());
  }

  private Optional<String> used(java.nio.file.Path folder) {
    List<Long> users = new Users(folder).live();
    if (living) {
      return Optional.empty();
    }
    return Optional.of(
        users.isEmpty()
            ? "left behind by a killed run; the next run takes it over, 'penstock down' stops it"
            : "stops with the run of process " + users.get(0));
  }

  private static long size(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.mapToLong(Survey::bytes).sum();
    } catch (IOException | UncheckedIOException e) {
      // Files come and go while somebody works there.
      return 0;
    }
  }

  private static long bytes(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
