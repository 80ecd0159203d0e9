package io.penstock.publish.mysql;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.lake.SparkSessions;
import io.penstock.local.LocalDisk;
import io.penstock.ops.ProgressListener;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Target;
import io.penstock.sql.RawRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Measures publishing side by side, on the same rows and the same server in one run: Spark's JDBC
 * writer as it comes, the same with rewritten batches, Penstock, and the limit, which is the
 * server's own LOAD DATA of sorted files. Then what a change of one row in a hundred costs, or of
 * one in as many as asked. Called by {@code bench/publish-mysql}.
 */
final class PublishBench {
  private static final Path PLACE = Path.of("target/bench").toAbsolutePath();

  /** So many refreshes of a million rows it takes until the JVM has compiled what they run. */
  private static final int WARM = 6;

  /**
   * Holds the table. A server in use has most of its memory for this; the default, 128 MB, is meant
   * for a machine of 512.
   */
  private static final String LIKE_A_SERVER_IN_USE = "1G";

  private final SparkSession spark;
  private final TestServer server;
  private final long rows;
  private final int rounds;
  private final int oneIn;
  private final Map<String, Object> report = new LinkedHashMap<>();

  private PublishBench(SparkSession spark, TestServer server, long rows, int rounds, int oneIn) {
    this.spark = spark;
    this.server = server;
    this.rows = rows;
    this.rounds = rounds;
    this.oneIn = oneIn;
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      boolean flag = arguments[i].equals("--json");
      options.put(arguments[i].replaceFirst("^--", ""), flag ? "true" : arguments[++i]);
    }
    long rows = Long.parseLong(options.getOrDefault("rows", "1000000"));
    int rounds = Integer.parseInt(options.getOrDefault("rounds", "5"));
    int oneIn = Integer.parseInt(options.getOrDefault("one-in", "100"));
    String what = options.getOrDefault("what", "writers,changes");
    TestServer server =
        options.getOrDefault("server", "mysql").equals("mysql")
            ? TestServer.measured(options.getOrDefault("buffer-pool", LIKE_A_SERVER_IN_USE))
            : TestServer.all().findFirst().orElseThrow();
    PublishBench bench =
        new PublishBench(SparkSessions.local(LocalDisk.settings()), server, rows, rounds, oneIn);
    bench.run(what, options.containsKey("json"));
    System.exit(0);
  }

  private void run(String what, boolean json) throws Exception {
    report.put("rows", rows);
    report.put("rounds", rounds);
    report.put("heap_mb", Runtime.getRuntime().maxMemory() >> 20);
    try (Connection connection = server.connect("")) {
      connection.createStatement().execute("DROP DATABASE IF EXISTS bench");
      connection.createStatement().execute("CREATE DATABASE bench");
      try (ResultSet row =
          connection
              .createStatement()
              .executeQuery("SELECT VERSION(), @@innodb_buffer_pool_size DIV 1048576")) {
        row.next();
        report.put("server", row.getString(1));
        report.put("buffer_pool_mb", row.getLong(2));
      }
    }
    GoldShelf shelf = shelf(rows);
    if (what.contains("writers")) {
      writers(shelf);
    }
    if (what.contains("refresh")) {
      refreshOnly(shelf);
    }
    if (what.contains("changes")) {
      changes(shelf);
    }
    report.put("resident_mb_at_most", residentMegabytes());
    if (json) {
      System.out.println(new ObjectMapper().writeValueAsString(report));
    } else {
      report.forEach((name, value) -> System.out.printf("%-44s %s%n", name, value));
    }
  }

  private GoldShelf shelf(long rows) throws Exception {
    GoldShelf shelf = new GoldShelf(PLACE.resolve("lake-" + rows), spark);
    // As after a step of the pipeline, which has refused keys that rows share.
    shelf.keysChecked = true;
    if (Files.exists(PLACE.resolve("lake-" + rows))) {
      try (var files = Files.walk(PLACE.resolve("lake-" + rows))) {
        files.sorted(Collections.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
    spark
        .sql(SALES.formatted(rows))
        .repartition((int) Math.max(2, rows / 1_000_000))
        .write()
        .format("delta")
        .save(shelf.path());
    return shelf;
  }

  private void writers(GoldShelf shelf) throws Exception {
    Path file = sortedFile(shelf);
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    GoldTable gold = shelf.gold();
    warmUp(shelf, gold);
    for (int round = 0; round < rounds; round++) {
      note("round " + (round + 1) + " of " + rounds);
      add(seconds, "limit", () -> limit(file));
      add(seconds, "penstock", () -> publishAnew(shelf, gold));
      add(seconds, "jdbc_rewritten", () -> jdbc(shelf, "rewritten", true));
      add(seconds, "jdbc", () -> jdbc(shelf, "plain", false));
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    seconds.forEach((name, all) -> medians.put(name, median(all)));
    report.put("seconds", medians);
    report.put("all_seconds", seconds);
    report.put("jdbc / penstock", ratio(medians.get("jdbc"), medians.get("penstock")));
    report.put(
        "jdbc_rewritten / penstock", ratio(medians.get("jdbc_rewritten"), medians.get("penstock")));
    report.put("penstock / limit", ratio(medians.get("penstock"), medians.get("limit")));
  }

  /** None of the writers is measured while its code is new to the JVM. */
  private void warmUp(GoldShelf shelf, GoldTable gold) throws Exception {
    note("warming up");
    GoldShelf small = shelf(rows / 10);
    for (int i = 0; i < WARM; i++) {
      publishAnew(shelf, gold);
      jdbc(small, "rewritten", true);
      jdbc(small, "plain", false);
    }
    dropTarget();
  }

  private void warmUpChanges() throws Exception {
    note("warming up");
    GoldShelf small = shelf(rows / 10);
    publishAnew(small, small.gold());
    for (int i = 0; i < 10; i++) {
      // As many rows as the change that is measured, unless that would be a refresh.
      small.sql(update(Math.max(4, oneIn / 10), i));
      small.publish(server.endpoint("bench"));
    }
    dropTarget();
  }

  private void dropTarget() throws SQLException {
    try (Connection connection = server.connect("bench")) {
      connection.createStatement().execute("DROP TABLE IF EXISTS t, t__old");
    }
  }

  /** Penstock beside the limit alone, without the minutes that the other writers take. */
  private void refreshOnly(GoldShelf shelf) throws Exception {
    Path file = sortedFile(shelf);
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    GoldTable gold = shelf.gold();
    // A single round is for what is too large to be published again and again.
    for (int i = 0; i < WARM && rounds > 1; i++) {
      publishAnew(shelf, gold);
    }
    for (int round = 0; round < rounds; round++) {
      add(seconds, "limit", () -> limit(file));
      add(seconds, "full refresh", () -> publishAnew(shelf, gold));
    }
    report.put("refresh_seconds", seconds);
    report.put(
        "full refresh / limit",
        ratio(median(seconds.get("full refresh")), median(seconds.get("limit"))));
  }

  private void changes(GoldShelf shelf) throws Exception {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    List<String> touched = new ArrayList<>();
    String change = "change of " + 100 / oneIn + " %";
    warmUpChanges();
    publishAnew(shelf, shelf.gold());
    for (int round = 0; round < rounds; round++) {
      note("changes, round " + (round + 1) + " of " + rounds);
      shelf.sql(update(oneIn, round));
      List<Long> before = counters();
      Target.Delivered[] delivered = new Target.Delivered[1];
      add(seconds, change, () -> delivered[0] = shelf.publish(server.endpoint("bench")));
      List<Long> after = counters();
      touched.add(
          "sent "
              + delivered[0].counts().updated()
              + ", server updated "
              + (after.get(0) - before.get(0))
              + ", inserted "
              + (after.get(1) - before.get(1))
              + ", deleted "
              + (after.get(2) - before.get(2)));
      GoldTable gold = shelf.gold();
      add(seconds, "full refresh", () -> publishAnew(shelf, gold));
    }
    report.put("change_seconds", seconds);
    report.put("change_rows_by_the_server", touched);
    report.put(
        "change / full refresh",
        ratio(median(seconds.get(change)), median(seconds.get("full refresh"))));
  }

  /** Alters one row in so many, other ones in each round. */
  private static String update(int oneIn, int round) {
    return "UPDATE @ SET total_profit = total_profit + 1 WHERE pmod(id, %d) = %d"
        .formatted(oneIn, round % oneIn);
  }

  private interface Work {
    void run() throws Exception;
  }

  private void add(Map<String, List<Double>> seconds, String name, Work work) throws Exception {
    System.gc();
    long start = System.nanoTime();
    work.run();
    double took = (System.nanoTime() - start) / 1e9;
    note(String.format(Locale.ROOT, "  %-16s %.2f s", name, took));
    seconds.computeIfAbsent(name, key -> new ArrayList<>()).add(Math.round(took * 100) / 100.0);
  }

  private void publishAnew(GoldShelf shelf, GoldTable gold) {
    try (MySqlTarget target = new MySqlTarget(server.endpoint("bench"))) {
      target.refresh(shelf.publication(gold.version()), gold, ProgressListener.SILENT);
    }
  }

  private void jdbc(GoldShelf shelf, String table, boolean rewritten) throws SQLException {
    create(table);
    MySqlEndpoint endpoint = server.endpoint("bench");
    Properties settings = new Properties();
    settings.setProperty("user", endpoint.user());
    settings.setProperty("password", endpoint.password());
    settings.setProperty("truncate", "true");
    if (rewritten) {
      settings.setProperty("batchsize", "10000");
    }
    String url = endpoint.url() + (rewritten ? "?rewriteBatchedStatements=true" : "");
    shelf.rows().write().mode(SaveMode.Overwrite).jdbc(url, table, settings);
  }

  /** The server alone: one connection, a file in the order of the key. */
  private void limit(Path file) throws SQLException {
    create("at_most");
    try (Connection connection = server.connect("bench")) {
      connection
          .createStatement()
          .execute("LOAD DATA INFILE '" + file + "' INTO TABLE at_most CHARACTER SET utf8mb4");
    }
  }

  private Path sortedFile(GoldShelf shelf) throws Exception {
    Path folder = Files.createDirectories(RealMySql.files());
    Path file = folder.resolve("sales-" + rows + ".tsv");
    try (var out = new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      // In parts that fit here one at a time.
      int parts = (int) Math.max(2, this.rows / 200_000);
      var rows =
          WireRows.texts(
              shelf
                  .rows()
                  .repartitionByRange(parts, org.apache.spark.sql.functions.col("id"))
                  .sortWithinPartitions("id"),
              MySqlDialect.sent(List.of("id"), List.of("id")));
      LineWriter writer = WireRows.writer(rows, MySqlDialect.sent(List.of("id"), List.of("id")));
      RawRow.of(rows)
          .toJavaRDD()
          .map(row -> line(writer, row))
          .toLocalIterator()
          .forEachRemaining(
              line -> {
                try {
                  out.write(line);
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
    }
    return file;
  }

  private static byte[] line(LineWriter writer, RawRow row) {
    TextBuffer line = new TextBuffer();
    writer.write(row, line);
    return Arrays.copyOf(line.bytes(), line.size());
  }

  private void create(String table) throws SQLException {
    try (Connection connection = server.connect("bench")) {
      connection.createStatement().execute("DROP TABLE IF EXISTS " + table);
      connection
          .createStatement()
          .execute(
              "CREATE TABLE "
                  + table
                  + " (id bigint PRIMARY KEY, region varchar(255), country varchar(255), item_type"
                  + " varchar(255), sales_channel varchar(255), order_priority varchar(255),"
                  + " order_date date, ship_date date, units_sold int, unit_price decimal(10,2),"
                  + " unit_cost decimal(10,2), total_revenue decimal(14,2), total_cost"
                  + " decimal(14,2), total_profit decimal(14,2), loaded_at datetime(6)) DEFAULT"
                  + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    }
  }

  private List<Long> counters() throws SQLException {
    List<Long> values = new ArrayList<>();
    for (String counter : List.of("updated", "inserted", "deleted")) {
      try (Connection connection = server.connect("");
          ResultSet row =
              connection
                  .createStatement()
                  .executeQuery("SHOW GLOBAL STATUS LIKE 'Innodb_rows_" + counter + "'")) {
        values.add(row.next() ? row.getLong(2) : 0L);
      }
    }
    return values;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(d -> d).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double ratio(double a, double b) {
    return Math.round(a / b * 1000) / 1000.0;
  }

  private static long residentMegabytes() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .flatMap(line -> Arrays.stream(line.split("\\s+")).skip(1).limit(1))
        .mapToLong(kilobytes -> Long.parseLong(kilobytes) >> 10)
        .findFirst()
        .orElse(-1);
  }

  private static void note(String text) {
    System.err.println(text);
  }

  private static final String SALES =
      """
      SELECT xxhash64(id) AS id,
             concat('Region ', id %% 7) AS region,
             concat('Country ', id %% 185) AS country,
             concat('Item ', id %% 12) AS item_type,
             IF(id %% 2 = 0, 'Online', 'Offline') AS sales_channel,
             substring('HMLC', int(id %% 4) + 1, 1) AS order_priority,
             date_add(DATE'2010-01-01', int(id %% 3000)) AS order_date,
             date_add(DATE'2010-01-09', int(id %% 3000)) AS ship_date,
             int(id %% 10000) AS units_sold,
             CAST(id %% 66827 / 100 AS decimal(10,2)) AS unit_price,
             CAST(id %% 52496 / 100 AS decimal(10,2)) AS unit_cost,
             CAST(id %% 668270 AS decimal(14,2)) AS total_revenue,
             CAST(id %% 524960 AS decimal(14,2)) AS total_cost,
             CAST(id %% 143310 AS decimal(14,2)) AS total_profit,
             timestamp_micros(1700000000000000 + id * 1001) AS loaded_at
        FROM range(%d)
      """;
}
