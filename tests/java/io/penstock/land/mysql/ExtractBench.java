package io.penstock.land.mysql;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.publish.mysql.TestServer;
import io.penstock.spec.DatabaseTable;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures the extract of a large table with a badly skewed key beside plain streaming reads of it,
 * one on each of as many connections. Called by {@code bench/extract-mysql}.
 */
final class ExtractBench {
  private static final Path PLACE = Path.of("target/bench/extract").toAbsolutePath();

  private ExtractBench() {}

  public static void main(String[] arguments) throws Exception {
    long rows = Long.parseLong(option(arguments, "--rows", "5000000"));
    int rounds = Integer.parseInt(option(arguments, "--rounds", "3"));
    int connections = Integer.parseInt(option(arguments, "--connections", "4"));
    TestServer server =
        option(arguments, "--server", "mysql").equals("mysql")
            ? TestServer.measured("2G")
            : TestServer.all().findFirst().orElseThrow();
    try (Connection connection = server.connect("");
        Statement sql = connection.createStatement()) {
      sql.execute("DROP DATABASE IF EXISTS bench_extract");
      sql.execute("CREATE DATABASE bench_extract");
    }
    fill(server, rows);
    MySqlEndpoint endpoint = server.endpoint("bench_extract");
    List<Double> ratios = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    List<Double> extract = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      double read = plain(endpoint, connections);
      double extracted = extract(endpoint, connections);
      System.err.printf(
          "%s plain %.0f rows/s on each of %d, extract %.0f rows/s%n",
          round == 0 ? "warm" : "round " + round, read / connections, connections, extracted);
      if (round > 0) {
        plain.add(read);
        extract.add(extracted);
        ratios.add(extracted / read);
      }
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("rows", rows);
    report.put("connections", connections);
    report.put("heap_mb", Runtime.getRuntime().maxMemory() >> 20);
    report.put("plain_rows_per_second", plain);
    report.put("extract_rows_per_second", extract);
    report.put("extract_of_plain", ratios);
    System.out.println(
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    System.exit(0);
  }

  private static String option(String[] arguments, String name, String otherwise) {
    for (int i = 0; i + 1 < arguments.length; i++) {
      if (arguments[i].equals(name)) {
        return arguments[i + 1];
      }
    }
    return otherwise;
  }

  /** Nine rows of ten have keys that lie close together at the end of a very long range. */
  private static void fill(TestServer server, long rows) throws Exception {
    try (Connection connection = server.connect("bench_extract");
        Statement sql = connection.createStatement()) {
      sql.execute(
          "CREATE TABLE t (id BIGINT PRIMARY KEY, customer INT, amount DECIMAL(12,2), at DATETIME(3),"
              + " country VARCHAR(40), note VARCHAR(100), status CHAR(8), rate DOUBLE)");
      sql.execute(
          "INSERT INTO t VALUES (1, 1, 1.25, '2024-01-01', 'Germany', 'a note of some length', 'open',"
              + " 0.1)");
      for (long have = 1; have < rows; have *= 2) {
        sql.execute(
            "INSERT INTO t SELECT id + "
                + have
                + ", (id * 7919) % 100000, id / 100, '2024-01-01' + INTERVAL id SECOND,"
                + " ELT(1 + id % 4, 'Germany', 'France', 'Samoa', 'United States of America'),"
                + " CONCAT('note ', id, ' of some length'), ELT(1 + id % 3, 'open', 'paid', 'void'),"
                + " id / 7 FROM t ORDER BY id LIMIT "
                + Math.min(have, rows - have));
      }
      sql.execute("UPDATE t SET id = -id * 1000000 WHERE id < " + rows / 10);
    }
  }

  private static double plain(MySqlEndpoint server, int connections) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    long begin = System.nanoTime();
    List<Future<Long>> reading = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      reading.add(
          threads.submit(
              () -> {
                try (Connection connection =
                        DriverManager.getConnection(
                            server.url(), server.user(), server.password());
                    Statement sql =
                        connection.createStatement(
                            ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
                  sql.setFetchSize(Integer.MIN_VALUE);
                  long rows = 0;
                  try (ResultSet row = sql.executeQuery("SELECT * FROM t")) {
                    while (row.next()) {
                      rows++;
                    }
                  }
                  return rows;
                }
              }));
    }
    long rows = 0;
    for (Future<Long> each : reading) {
      rows += each.get();
    }
    threads.shutdown();
    return rows / ((System.nanoTime() - begin) / 1e9);
  }

  private static double extract(MySqlEndpoint server, int connections) throws Exception {
    Files.createDirectories(PLACE);
    AtomicInteger number = new AtomicInteger();
    NewFiles files =
        () -> {
          Path file = PLACE.resolve("part-" + number.getAndIncrement());
          OutputStream out = Files.newOutputStream(file);
          return new NewFiles.Open() {
            @Override
            public OutputStream stream() {
              return out;
            }

            @Override
            public void keep(long bytes) throws java.io.IOException {
              out.close();
            }

            @Override
            public void discard() throws java.io.IOException {
              out.close();
            }
          };
        };
    long begin = System.nanoTime();
    try (Snapshot snapshot = Snapshot.of(server, List.of("t"), connections)) {
      Extracted extracted =
          new TableExtract(
                  snapshot,
                  new DatabaseTable(
                      "t",
                      Optional.empty(),
                      List.of(),
                      Optional.empty(),
                      DatabaseTable.Deletes.NONE,
                      DatabaseTable.TinyInt1.NUMBER),
                  files,
                  rows -> {})
              .run(Optional.empty());
      return extracted.rows() / ((System.nanoTime() - begin) / 1e9);
    }
  }
}
