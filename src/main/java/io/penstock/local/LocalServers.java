package io.penstock.local;

import io.penstock.local.redshift.ObjectStore;
import io.penstock.local.redshift.RedshiftFront;
import io.penstock.spec.PenstockException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that a run needs: those that {@link LocalDaemon} keeps are used, missing ones are
 * started and stopped again by {@link #close}. Several runs may share one home.
 */
public final class LocalServers implements AutoCloseable {
  /** What can be asked for; nothing else is started. */
  public enum Need {
    S3,
    MYSQL,
    REDSHIFT,
    HTTP,
    /** What is behind the stand-in for Redshift; nobody asks for it alone. */
    POSTGRES
  }

  private static final int PORT_TRIES = 5;
  private static final Logger LOG = LoggerFactory.getLogger(LocalServers.class);

  private final HomeFolder home;
  private final MariaDb mariaDb;
  private final PostgresServer postgres;
  private final Users mysqlUsers;
  private final Users redshiftUsers;
  private final Users runs;
  private final Thread atExit = new Thread(this::shutInHook, "penstock-servers-exit");

  // Written by the opening threads, each its own; read after all of them have ended.
  private volatile S3Server s3;
  private volatile HttpFiles http;
  private volatile RedshiftFront redshift;
  private volatile Users.Mark mysqlMark;
  private volatile Users.Mark redshiftMark;
  private volatile Users.Mark runMark;
  private volatile int s3Port;
  private volatile int httpPort;
  private volatile int postgresPort;
  private volatile int mysqlPort;
  private volatile int redshiftPort;
  private boolean closed;

  private LocalServers(HomeFolder home, Ports ports) {
    this.home = home;
    this.mariaDb = new MariaDb(home, ports);
    this.postgres = new PostgresServer(home, ports);
    this.mysqlUsers = new Users(home.mysqlUsers());
    this.redshiftUsers = new Users(home.redshiftUsers());
    this.runs = new Users(home.root().resolve("runs"));
  }

  /**
   * Opens what is needed under {@code home} (the {@code .penstock} folder); all answer on return.
   */
  public static LocalServers open(Path home, Set<Need> needs) {
    HomeFolder folder = HomeFolder.at(home);
    Ports ports = new Ports(folder);
    LocalServers servers = new LocalServers(folder, ports);
    try (HomeLock lock = HomeLock.take(folder, "servers")) {
      servers.runMark = servers.runs.enter();
      servers.start(needs, ports, DaemonState.answering(folder));
    } catch (RuntimeException e) {
      servers.closeAfter(e);
      throw e;
    }
    Runtime.getRuntime().addShutdownHook(servers.atExit);
    return servers;
  }

  /** The servers that the daemon itself keeps: it is no run, and asks nobody else for them. */
  static LocalServers keep(HomeFolder home) {
    Ports ports = new Ports(home);
    LocalServers servers = new LocalServers(home, ports);
    try (HomeLock lock = HomeLock.take(home, "servers")) {
      servers.start(EnumSet.allOf(Need.class), ports, DaemonState.NONE);
    } catch (RuntimeException e) {
      servers.closeAfter(e);
      throw e;
    }
    return servers;
  }

  private void start(Set<Need> needs, Ports ports, DaemonState daemon) {
    List<Callable<Void>> work = new ArrayList<>();
    if (needs.contains(Need.S3)) {
      s3Port = daemon.s3Port();
      work.add(() -> startS3(ports));
    }
    if (needs.contains(Need.HTTP)) {
      httpPort = daemon.httpPort();
      work.add(() -> startHttp(ports));
    }
    if (needs.contains(Need.MYSQL)) {
      mysqlMark = mysqlUsers.enter();
      work.add(this::startMySql);
    }
    if (needs.contains(Need.REDSHIFT)) {
      redshiftMark = redshiftUsers.enter();
      redshiftPort = daemon.redshiftPort();
      work.add(
          () -> {
            postgresPort = postgres.adoptOrStart();
            return null;
          });
    }
    sideBySide(work);
    if (needs.contains(Need.REDSHIFT) && redshiftPort == 0) {
      startRedshift(ports);
    }
  }

  /** After the S3 server, from which it reads. */
  private void startRedshift(Ports ports) {
    for (int i = 1; ; i++) {
      int port = ports.choose(Need.REDSHIFT);
      try {
        redshift =
            RedshiftFront.start(
                port,
                postgresPort,
                new ObjectStore(s3().endpoint(), s3().accessKey(), s3().secretKey()),
                home.redshift().resolve("copy"));
        redshiftPort = redshift.port();
        ports.remember(Need.REDSHIFT, redshiftPort);
        return;
      } catch (IOException e) {
        if (i == PORT_TRIES) {
          throw LocalErrors.noPort("Redshift stand-in", e);
        }
      }
    }
  }

  private Void startS3(Ports ports) {
    if (s3Port == 0) {
      s3 = S3Server.start(home, ports);
      s3Port = s3.port();
    }
    return null;
  }

  private Void startHttp(Ports ports) {
    if (httpPort == 0) {
      http = HttpFiles.start(home, ports);
      httpPort = http.port();
    }
    return null;
  }

  /** What the daemon looks at once a second. */
  void revive() {
    if (mariaDb.running().isPresent() && postgres.running().isPresent()) {
      return;
    }
    try (HomeLock lock = HomeLock.take(home, "servers")) {
      startMySql();
      // On the port that it had, which the front speaks to.
      postgres.adoptOrStart();
    } catch (PenstockException e) {
      LOG.warn("{}", e.getMessage());
    }
  }

  private Void startMySql() {
    mysqlPort = mariaDb.adoptOrStart();
    return null;
  }

  private static void sideBySide(List<Callable<Void>> work) {
    ExecutorService threads =
        Executors.newCachedThreadPool(
            r -> {
              Thread thread = new Thread(r, "penstock-servers");
              thread.setDaemon(true);
              return thread;
            });
    PenstockException first = null;
    try {
      for (Future<Void> part : threads.invokeAll(work)) {
        try {
          part.get();
        } catch (ExecutionException e) {
          PenstockException found =
              e.getCause() instanceof PenstockException known
                  ? known
                  : LocalErrors.server("S3, HTTP, MySQL or Redshift", e.getCause());
          first = first == null ? found : first;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      first = LocalErrors.interrupted(e);
    } finally {
      threads.shutdownNow();
    }
    if (first != null) {
      throw first;
    }
  }

  public S3Access s3() {
    return S3Access.onPort(opened(s3Port, Need.S3));
  }

  public MySqlAccess mysql() {
    return MySqlAccess.onPort(opened(mysqlPort, Need.MYSQL));
  }

  public RedshiftAccess redshift() {
    return RedshiftAccess.onPort(opened(redshiftPort, Need.REDSHIFT));
  }

  /** The folder whose files {@link #httpBase} serves. */
  public Path httpRoot() {
    opened(httpPort, Need.HTTP);
    return home.http();
  }

  /** The address of {@link #httpRoot}, with a slash at the end. */
  public URI httpBase() {
    return URI.create("http://127.0.0.1:" + opened(httpPort, Need.HTTP) + "/");
  }

  private static int opened(int port, Need need) {
    if (port == 0) {
      throw new IllegalStateException("the local " + need + " server was not asked for");
    }
    return port;
  }

  /** Stops what nobody else uses; what the daemon keeps stays. Closing twice does nothing. */
  @Override
  public void close() {
    shut();
    try {
      // Not before: a stop signal in the middle of closing has to wait until it is done.
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook finds nothing left to do.
    }
  }

  private synchronized void shut() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      stopInProcess();
    } finally {
      leave();
    }
  }

  private void stopInProcess() {
    if (http != null) {
      http.close();
    }
    if (redshift != null) {
      redshift.close();
    }
    if (s3 != null) {
      s3.close();
    }
  }

  private void leave() {
    try (HomeLock lock = HomeLock.take(home, "servers")) {
      if (mysqlMark != null) {
        mysqlUsers.leave(mysqlMark);
        if (mysqlUsers.live().isEmpty()) {
          mariaDb.stop();
        }
      }
      if (redshiftMark != null) {
        redshiftUsers.leave(redshiftMark);
        if (redshiftUsers.live().isEmpty()) {
          postgres.stop();
        }
      }
      if (runMark != null) {
        runs.leave(runMark);
      }
    }
  }

  private void closeAfter(RuntimeException failure) {
    try {
      shut();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** At the end of the JVM: what lives in it ends by itself, what lives beside it is stopped. */
  synchronized void shutInHook() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (redshift != null) {
        // Its connections would keep the server behind it from ending.
        redshift.close();
      }
      leave();
    } catch (RuntimeException e) {
      LOG.warn("{}", e.getMessage());
    }
  }
}
