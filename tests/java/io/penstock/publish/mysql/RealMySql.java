package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.testing.BuildLock;
import io.penstock.testing.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** MySQL 8.0 out of a Maven artifact. It wants a library that only the system has. */
final class RealMySql {
  private static final Path HOME = Path.of("target/mysql-8.0").toAbsolutePath();
  private static final Path LOCK = HOME.resolve("lock");

  private RealMySql() {}

  /** Where the server may read files by itself. */
  static Path files() {
    return HOME.resolve("files");
  }

  /**
   * @param more options of the server beside those that it needs here
   */
  static MySqlEndpoint start(String... more) {
    try {
      Path program = BuildLock.holding(LOCK, RealMySql::unpacked);
      Assumptions.assumeTrue(
          output(List.of("ldd", program.resolve("bin/mysqld").toString()), program).stream()
              .noneMatch(line -> line.contains("not found")),
          "MySQL 8.0 is left out: it needs libaio.so.1, which Debian has in the package libaio1");
      Path data = HOME.resolve("data-" + ProcessHandle.current().pid());
      Path log = HOME.resolve("log-" + ProcessHandle.current().pid());
      Folders.copy(BuildLock.holding(LOCK, () -> initialised(program)), data);
      List<String> common = common(program, data);
      int port = freePort();
      List<String> options =
          with(
              common,
              "--port=" + port,
              "--bind-address=127.0.0.1",
              "--socket=" + "mysql.sock",
              "--mysqlx=OFF",
              "--ssl=OFF",
              "--default-authentication-plugin=mysql_native_password",
              "--skip-log-bin",
              "--local-infile=ON",
              "--secure-file-priv=" + Files.createDirectories(files()),
              "--innodb-flush-log-at-trx-commit=2",
              "--performance-schema=OFF");
      Process server = run(with(options, more), program, log);
      Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
      String url = "jdbc:mysql://127.0.0.1:" + port + "/";
      await(server, url, log);
      return new MySqlEndpoint(url, "root", "");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> common(Path program, Path data) {
    return List.of(
        program.resolve("bin/mysqld").toString(),
        "--no-defaults",
        "--user=" + System.getProperty("user.name"),
        "--basedir=" + program,
        "--lc-messages-dir=" + program.resolve("share"),
        "--datadir=" + data);
  }

  /** A data folder in which no server has run yet; to make one takes longer than to copy it. */
  private static Path initialised(Path program) throws IOException, InterruptedException {
    Path made = HOME.resolve("initialised");
    if (Files.exists(made)) {
      return made;
    }
    Path part = HOME.resolve("initialised-part");
    Folders.remove(part);
    Files.createDirectories(part);
    Path log = HOME.resolve("log-initialised");
    Process server = run(with(common(program, part), "--initialize-insecure"), program, log);
    if (!server.waitFor(60, TimeUnit.SECONDS) || server.exitValue() != 0) {
      server.destroyForcibly();
      throw new IOException("MySQL cannot make its data folder, see " + log);
    }
    return Files.move(part, made);
  }

  private static void await(Process server, String url, Path log) throws InterruptedException {
    for (int i = 0; i < 600 && server.isAlive(); i++) {
      try {
        DriverManager.getConnection(url, "root", "").close();
        return;
      } catch (SQLException e) {
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("MySQL did not start, see " + log);
  }

  private static Path unpacked() throws IOException, InterruptedException {
    Path program = HOME.resolve("program");
    if (Files.exists(program.resolve("bin/mysqld"))) {
      return program;
    }
    Path part = Files.createDirectories(HOME.resolve("program-part"));
    try (InputStream archive = RealMySql.class.getResourceAsStream("/mysql-Linux-amd64.tar.gz")) {
      Process tar =
          new ProcessBuilder("tar", "xz", "-C", part.toString())
              .inheritIO()
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      archive.transferTo(tar.getOutputStream());
      tar.getOutputStream().close();
      tar.waitFor();
    }
    return Files.move(part, program);
  }

  private static List<String> with(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all;
  }

  private static Process run(List<String> command, Path program, Path log) throws IOException {
    return builder(command, program)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static List<String> output(List<String> command, Path program) throws IOException {
    return builder(command, program)
        .redirectErrorStream(true)
        .start()
        .inputReader()
        .lines()
        .toList();
  }

  /** Brings some libraries of its own. */
  private static ProcessBuilder builder(List<String> command, Path program) {
    ProcessBuilder builder = new ProcessBuilder(command);
    String more = System.getenv().getOrDefault("LD_LIBRARY_PATH", "");
    builder
        .environment()
        .put("LD_LIBRARY_PATH", program.resolve("bin") + ":" + program.resolve("lib") + ":" + more);
    return builder;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
