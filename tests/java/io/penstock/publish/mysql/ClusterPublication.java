package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.lake.SparkSessions;
import io.penstock.local.LocalDisk;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.SourceProfile;
import io.penstock.publish.rows.TableChecksum;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerSpeculativeTaskSubmitted;
import org.apache.spark.sql.SparkSession;

/**
 * Publishes from a cluster of two executor processes with speculation, while one of them is killed
 * in the middle of each load; a program of its own because a test JVM has another Spark session.
 * Arguments: folder, JDBC URL, user, password. Ends with 0 when the target is what the lake is.
 */
final class ClusterPublication {
  private ClusterPublication() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = new HashMap<>(LocalDisk.settings());
    settings.put("spark.master", "local-cluster[2,1,1024]");
    settings.put("spark.task.maxFailures", "8");
    settings.put("spark.speculation", "true");
    settings.put("spark.speculation.interval", "50ms");
    settings.put("spark.speculation.multiplier", "1.0");
    settings.put("spark.speculation.quantile", "0.1");
    settings.put("spark.speculation.minTaskRuntime", "0ms");
    settings.put("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    // Executors do little and live for seconds: no code is worth its compilation.
    settings.put("spark.sql.codegen.wholeStage", "false");
    settings.put("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    settings.put(
        "spark.executor.extraJavaOptions",
        "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote");
    SparkSession spark = SparkSessions.local(settings);
    AtomicInteger removed = new AtomicInteger();
    AtomicInteger speculated = new AtomicInteger();
    spark
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
                removed.incrementAndGet();
              }

              @Override
              public void onSpeculativeTaskSubmitted(SparkListenerSpeculativeTaskSubmitted event) {
                speculated.incrementAndGet();
              }
            });
    MySqlEndpoint server = new MySqlEndpoint(arguments[1], arguments[2], arguments[3]);
    GoldShelf shelf = new GoldShelf(Path.of(arguments[0]), spark);
    shelf.is(
        "SELECT xxhash64(id) AS id, repeat(md5(string(id)), 4) AS name, id AS v FROM range(30000)");
    publishWithALoss(shelf, server);
    shelf.sql("UPDATE @ SET v = -v WHERE pmod(id, 4) = 0");
    shelf.sql("DELETE FROM @ WHERE pmod(id, 100) = 1");
    publishWithALoss(shelf, server);
    System.out.println(removed + " executors lost, " + speculated + " tasks run twice");
    System.exit(removed.get() > 0 ? 0 : 3);
  }

  private static void publishWithALoss(GoldShelf shelf, MySqlEndpoint server) throws SQLException {
    Thread killer = new Thread(() -> killOneWhileLoading(server), "killer");
    killer.setDaemon(true);
    killer.start();
    System.out.println(shelf.publish(server).detail());
    ChecksumColumns hashed =
        MySqlDialect.MYSQL.checksum(shelf.rows().schema(), shelf.publication(1));
    TableChecksum lake = SourceProfile.totals(shelf.rows(), hashed);
    try (Connection connection = server.open();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(MySqlStatements.totals(hashed, "t t"))) {
      row.next();
      if (!lake.equals(Checksums.of(row))) {
        throw new AssertionError("target: " + Checksums.of(row) + ", lake: " + lake);
      }
    }
  }

  private static void killOneWhileLoading(MySqlEndpoint server) {
    try (Connection connection = server.open();
        Statement sql = connection.createStatement()) {
      for (int i = 0; i < 20_000; i++) {
        try (ResultSet row =
            sql.executeQuery(
                "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'LOAD DATA%' AND"
                    + " DB = DATABASE()")) {
          row.next();
          if (row.getInt(1) > 0) {
            ProcessHandle.current()
                .descendants()
                .filter(ClusterPublication::isExecutor)
                .findFirst()
                .ifPresent(ProcessHandle::destroyForcibly);
            return;
          }
        }
        Thread.sleep(5);
      }
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isExecutor(ProcessHandle process) {
    try {
      return java.nio.file.Files.readString(
              Path.of("/proc", Long.toString(process.pid()), "cmdline"),
              java.nio.charset.StandardCharsets.ISO_8859_1)
          .contains("CoarseGrainedExecutorBackend");
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
