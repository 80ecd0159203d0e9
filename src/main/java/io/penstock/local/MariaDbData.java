package io.penstock.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The data folder of the MySQL server: made aside and renamed, so that it is whole or absent. */
final class MariaDbData {
  private static final long LIMIT_SECONDS = 120;
  private static final String VERB = "initialise the local MySQL server";
  private static final List<String> SCRIPTS =
      List.of(
          "mariadb_system_tables.sql",
          "mariadb_performance_tables.sql",
          "mariadb_system_tables_data.sql");

  private MariaDbData() {}

  static void prepare(HomeFolder home, Path program) {
    Path data = home.mysqlData();
    Path part = home.mysql().resolve("data.part");
    try {
      Files.createDirectories(temp(home));
      if (Files.isDirectory(data)) {
        return;
      }
      // A killed run may have left the process that was making it, which is still writing.
      Processes.matching(
              words -> words.get(0).endsWith("/mariadbd") && words.contains("--datadir=" + part))
          .forEach(Processes::kill);
      MariaDbProgram.delete(part);
      Files.createDirectories(part);
      initialise(home, program, part);
      Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw LocalErrors.files(VERB, data, e);
    }
  }

  static Path temp(HomeFolder home) {
    return home.mysql().resolve("tmp");
  }

  private static void initialise(HomeFolder home, Path program, Path part) throws IOException {
    String sql = statements(program);
    ErrorLog log = ErrorLog.at(home.mysqlLog());
    Process process =
        MariaDb.spawn(
            MariaDbOptions.initialising(program, part, temp(home)),
            log.file(),
            ProcessBuilder.Redirect.PIPE);
    try (OutputStream in = process.getOutputStream()) {
      in.write(sql.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has ended before it read everything: its status and its log say why.
    }
    int status = await(process, log.file());
    if (status != 0) {
      throw LocalErrors.crashed(VERB, status, log.lines(), log.file());
    }
  }

  private static int await(Process process, Path log) {
    try {
      if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw LocalErrors.tooLate(VERB, "it takes longer than " + LIMIT_SECONDS + " s", log);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted(e);
    }
  }

  /** The system tables, then the one user; root comes in through the socket alone. */
  private static String statements(Path program) throws IOException {
    StringBuilder sql = new StringBuilder();
    sql.append("CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\n");
    sql.append("SET @auth_root_socket='").append(System.getProperty("user.name")).append("';\n");
    for (String script : SCRIPTS) {
      sql.append(Files.readString(program.resolve("share").resolve(script))).append('\n');
    }
    sql.append("FLUSH PRIVILEGES;\n");
    for (String host : List.of("127.0.0.1", "localhost")) {
      String user = "'" + MySqlAccess.LOCAL_USER + "'@'" + host + "'";
      sql.append("CREATE USER " + user);
      sql.append(" IDENTIFIED BY '" + MySqlAccess.LOCAL_PASSWORD + "';\n");
      sql.append("GRANT ALL PRIVILEGES ON *.* TO " + user + " WITH GRANT OPTION;\n");
    }
    return sql.toString();
  }
}
