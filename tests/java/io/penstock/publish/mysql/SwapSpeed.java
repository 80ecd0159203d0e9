package io.penstock.publish.mysql;

import io.penstock.testing.TestSpark;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Measures full swaps from Delta into a server; run by hand. Arguments: rows, times, server (0 is
 * MariaDB, 1 MySQL 8.0).
 */
final class SwapSpeed {
  private SwapSpeed() {}

  public static void main(String[] arguments) throws Exception {
    long rows = Long.parseLong(arguments[0]);
    TestServer server = TestServer.all().toList().get(Integer.parseInt(arguments[2]));
    SparkSession spark = TestSpark.session();
    String lake = Path.of("target/speed-" + rows).toAbsolutePath().toString();
    if (!Files.exists(Path.of(lake))) {
      sales(spark, rows).write().format("delta").save(lake);
    }
    try (Connection connection = server.connect("")) {
      connection.createStatement().execute("CREATE DATABASE IF NOT EXISTS speed");
    }
    for (int i = 1; i <= Integer.parseInt(arguments[1]); i++) {
      Dataset<Row> gold = spark.read().format("delta").load(lake);
      AtomicBoolean done = new AtomicBoolean();
      AtomicLong live = new AtomicLong();
      Thread watch = new Thread(() -> watch(done, live));
      watch.start();
      long start = System.nanoTime();
      new TestSwap(server.endpoint("speed"), gold).table("sales").version(i).run();
      double seconds = (System.nanoTime() - start) / 1e9;
      done.set(true);
      watch.join();
      try (Connection connection = server.connect("speed");
          ResultSet row =
              connection
                  .createStatement()
                  .executeQuery("SELECT COUNT(*), SUM(`rows`) FROM _penstock_part")) {
        row.next();
        System.out.printf(
            "%,d rows in %.1f s: %,.0f rows/s, %d parts, live heap at most %d MB%n",
            row.getLong(2), seconds, row.getLong(2) / seconds, row.getInt(1), live.get() >> 20);
      }
    }
  }

  /** What is left after a collection, asked for now and then. */
  private static void watch(AtomicBoolean done, AtomicLong most) {
    while (!done.get()) {
      ManagementFactory.getMemoryMXBean().gc();
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      most.accumulateAndGet(used, Math::max);
      Pause.millis(2_000);
    }
  }

  private static Dataset<Row> sales(SparkSession spark, long rows) {
    return spark
        .range(rows)
        .selectExpr(
            "xxhash64(id) AS id",
            "concat('Region ', id % 7) AS region",
            "concat('Country ', id % 185) AS country",
            "concat('Item ', id % 12) AS item_type",
            "IF(id % 2 = 0, 'Online', 'Offline') AS sales_channel",
            "substring('HMLC', int(id % 4) + 1, 1) AS order_priority",
            "date_add(DATE'2010-01-01', int(id % 3000)) AS order_date",
            "date_add(DATE'2010-01-09', int(id % 3000)) AS ship_date",
            "int(id % 10000) AS units_sold",
            "CAST(id % 66827 / 100 AS decimal(10,2)) AS unit_price",
            "CAST(id % 52496 / 100 AS decimal(10,2)) AS unit_cost",
            "CAST(id % 668270 AS decimal(14,2)) AS total_revenue",
            "CAST(id % 524960 AS decimal(14,2)) AS total_cost",
            "CAST(id % 143310 AS decimal(14,2)) AS total_profit",
            "timestamp_micros(1700000000000000 + id * 1001) AS loaded_at");
  }
}
