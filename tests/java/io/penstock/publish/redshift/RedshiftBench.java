package io.penstock.publish.redshift;

import io.penstock.lake.SparkSessions;
import io.penstock.lake.Storage;
import io.penstock.local.LocalDisk;
import io.penstock.local.LocalServers;
import io.penstock.publish.jdbc.LockTimeouts;
import io.penstock.spec.StagingSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Measures publishing to the stand-in for Redshift in one run: what a change of one row in a
 * hundred takes beside a full refresh, and what the staging of all rows takes beside Spark writing
 * the same as Parquet. Called by {@code bench/publish-redshift}.
 */
final class RedshiftBench {
  private static final Path PLACE = Path.of("target/bench/redshift").toAbsolutePath();
  private static final String SALES =
      """
      SELECT id, concat('Country ', id %% 180) AS country, concat('Region ', id %% 7) AS region,
        date_add(DATE'2010-01-01', CAST(id %% 3650 AS INT)) AS order_date,
        CAST(id %% 9999 AS INT) AS units, CAST(id * 7 %% 100000 AS DECIMAL(18,2)) / 4 AS price,
        CAST(id * 13 %% 1000000 AS DECIMAL(18,2)) AS revenue,
        CAST(id * 11 %% 1000000 AS DECIMAL(18,2)) AS cost,
        timestamp_seconds(1500000000 + id) AS loaded_at, md5(CAST(id AS STRING)) AS reference
      FROM range(%d)
      """;

  private RedshiftBench() {}

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
    }
    long rows = Long.parseLong(options.getOrDefault("rows", "1000000"));
    int rounds = Integer.parseInt(options.getOrDefault("rounds", "3"));
    if (Files.exists(PLACE)) {
      try (var files = Files.walk(PLACE)) {
        files.sorted(Collections.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
    SparkSession spark = SparkSessions.local(LocalDisk.settings());
    LocalServers servers =
        LocalServers.open(
            PLACE.resolve("servers"), EnumSet.of(LocalServers.Need.S3, LocalServers.Need.REDSHIFT));
    servers.s3().s3aSettings().forEach(spark.sparkContext().hadoopConfiguration()::set);
    RedshiftEndpoint server =
        new RedshiftEndpoint(
            servers.redshift().jdbcUrl("bench"),
            servers.redshift().user(),
            servers.redshift().password(),
            "public");
    WarehouseShelf shelf = new WarehouseShelf(PLACE.resolve("lake"), spark);
    shelf.patience = LockTimeouts.USUAL;
    shelf.is(SALES.formatted(rows));
    shelf.publish(server);
    for (int round = 0; round < rounds; round++) {
      shelf.whole = true;
      double whole = seconds(() -> shelf.publish(server));
      shelf.whole = false;
      int rest = round;
      shelf.sql("UPDATE @ SET units = units + 1 WHERE id % 100 = " + rest);
      double change = seconds(() -> shelf.publish(server));
      double staging = seconds(() -> stage(shelf, spark, server));
      double plain = seconds(() -> plain(shelf, spark));
      System.out.printf(
          "round %d: refresh %.1f s, change of 1 %% %.1f s (%.3f); staging %.1f s, Spark's Parquet"
              + " %.1f s (%.2f)%n",
          round + 1, whole, change, change / whole, staging, plain, staging / plain);
    }
    servers.close();
    System.exit(0);
  }

  private static void stage(WarehouseShelf shelf, SparkSession spark, RedshiftEndpoint server) {
    var gold = shelf.gold();
    var publication = shelf.publication(gold.version());
    RedshiftDialect dialect = RedshiftDialect.of(gold.rows().schema());
    StagedFiles staged =
        new StagedFiles(
            Storage.of(spark), Warehouse.place(StagingSpec.Loader.COPY, Optional.empty()));
    RedshiftTable table =
        new RedshiftTable(
            server,
            staged,
            publication,
            dialect,
            LockTimeouts.USUAL,
            io.penstock.ops.ProgressListener.SILENT);
    Dataset<Row> rows = dialect.flattened(gold.rows());
    table.fit(
        rows.schema(),
        io.penstock.publish.rows.SourceProfile.of(rows.limit(1), publication, dialect));
    staged.write(
        table, "bench", rows, table.columns(), dialect.checksum(rows.schema(), publication));
    staged.remove("bench");
  }

  private static void plain(WarehouseShelf shelf, SparkSession spark) {
    shelf.gold().rows().write().mode("overwrite").parquet("s3a://lake/bench-plain");
  }
}
