package io.penstock.bench;

import io.penstock.local.LocalServers;
import io.penstock.local.MySqlAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures the whole way side by side, each in a process that has just begun: one file to six
 * tables in MariaDB by {@link HandWritten}, and by {@code penstock run}. Called by {@code
 * bench/whole-way}.
 */
final class WholeWayBench {
  private static final Path PLACE = Path.of("target/bench/whole-way").toAbsolutePath();
  private static final List<String> TABLES =
      List.of(
          "sales",
          "revenue_by_year",
          "regional_sales",
          "product_profitability",
          "channel_mix",
          "monthly");

  private WholeWayBench() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      options.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
    }
    long rows = Long.parseLong(options.getOrDefault("rows", "1000000"));
    int rounds = Integer.parseInt(options.getOrDefault("rounds", "3"));
    Path file = PLACE.resolve("data-" + rows).resolve("sales.csv");
    if (!Files.exists(file)) {
      SalesFiles.csv(file, 0, rows);
    }
    Files.createDirectories(PLACE.resolve("server"));
    MySqlAccess server =
        LocalServers.open(PLACE.resolve("server"), Set.of(LocalServers.Need.MYSQL)).mysql();
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      create(server, "by_hand");
      add(seconds, "by hand", handWritten(file, server));
      create(server, "by_penstock");
      add(seconds, "penstock", penstock(file, server));
      compare(server);
    }
    seconds.forEach((name, all) -> System.out.printf("%-20s %s s of %s%n", name, median(all), all));
    System.out.printf(
        "%-20s %.2f%n",
        "penstock / by hand", median(seconds.get("penstock")) / median(seconds.get("by hand")));
    System.exit(0);
  }

  private static void create(MySqlAccess server, String database) throws Exception {
    try (Connection connection = connect(server, "")) {
      connection.createStatement().execute("DROP DATABASE IF EXISTS " + database);
      connection.createStatement().execute("CREATE DATABASE " + database);
    }
  }

  private static Connection connect(MySqlAccess server, String database) throws Exception {
    return DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
  }

  private static double handWritten(Path file, MySqlAccess server) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(Arrays.asList(System.getProperty("bench.opens").split(" ")));
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx2g", "-Duser.timezone=UTC"));
    command.addAll(List.of("-Dlog4j2.level=ERROR", "-cp", System.getProperty("java.class.path")));
    command.add(HandWritten.class.getName());
    command.addAll(
        List.of(file.toString(), server.jdbcUrl("by_hand"), server.user(), server.password()));
    return run(command, Map.of());
  }

  private static double penstock(Path file, MySqlAccess server) throws Exception {
    Path folder = PLACE.resolve("pipeline");
    delete(PLACE.resolve("home"));
    WholeWayPipeline.write(folder, file, server.jdbcUrl("by_penstock"), server);
    return run(
        List.of(Path.of("penstock").toAbsolutePath().toString(), "run", folder.toString()),
        Map.of("PENSTOCK_HOME", PLACE.resolve("home").toString()));
  }

  private static double run(List<String> command, Map<String, String> environment)
      throws Exception {
    Path log = PLACE.resolve("last.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    int status = builder.start().waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (status != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
    System.err.printf("%s: %.1f s%n", command.get(command.size() - 2), seconds);
    return seconds;
  }

  /** Both have the same rows in as many tables. */
  private static void compare(MySqlAccess server) throws Exception {
    for (String table : TABLES) {
      long byHand = count(server, "by_hand", table);
      long byPenstock = count(server, "by_penstock", table);
      if (byHand != byPenstock || byHand == 0) {
        throw new IllegalStateException(table + ": " + byHand + " and " + byPenstock + " rows");
      }
    }
  }

  private static long count(MySqlAccess server, String database, String table) throws Exception {
    try (Connection connection = connect(server, database);
        ResultSet row =
            connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void add(Map<String, List<Double>> to, String name, double seconds) {
    to.computeIfAbsent(name, any -> new ArrayList<>()).add(Math.round(seconds * 10) / 10.0);
  }

  private static double median(List<Double> all) {
    List<Double> sorted = new ArrayList<>(all);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        files.sorted(Collections.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
