package io.penstock.testing;

import io.penstock.lake.SparkSessions;
import io.penstock.local.LocalDisk;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of the test JVM; it ends with the JVM. */
public final class TestSpark {
  private static SparkSession session;

  private TestSpark() {}

  /** The same session, with generated code: for more than a handful of rows. */
  public static <T> T withGeneratedCode(java.util.function.Supplier<T> work) {
    SparkSession spark = session();
    spark.conf().set("spark.sql.codegen.wholeStage", "true");
    spark.conf().set("spark.sql.codegen.factoryMode", "FALLBACK");
    try {
      return work.get();
    } finally {
      spark.conf().set("spark.sql.codegen.wholeStage", "false");
      spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    }
  }

  public static synchronized SparkSession session() {
    if (session == null || session.sparkContext().isStopped()) {
      Map<String, String> settings = new java.util.HashMap<>(LocalDisk.settings());
      settings.putAll(
          Map.of(
              "spark.sql.extensions",
              "io.delta.sql.DeltaSparkSessionExtension," + PlantedLoss.class.getName(),
              "spark.sql.warehouse.dir",
              // Of this JVM alone: to drop a database is to remove its folder.
              System.getProperty("java.io.tmpdir") + "/warehouse-" + ProcessHandle.current().pid(),
              // A handful of rows is computed faster than code for them is compiled.
              "spark.sql.codegen.wholeStage",
              "false",
              "spark.sql.codegen.factoryMode",
              "NO_CODEGEN",
              // Nor is there anything to adapt to.
              "spark.sql.adaptive.enabled",
              "false",
              "spark.sql.shuffle.partitions",
              "1",
              // Nor enough of anything for two tasks.
              "spark.sql.files.minPartitionNum",
              "1",
              "spark.sql.leafNodeDefaultParallelism",
              "1",
              // Nor any file worth passing over; runs in JVMs of their own have statistics.
              "spark.databricks.delta.stats.collect",
              "false",
              "spark.databricks.delta.stats.skipping",
              "false"));
      session = SparkSessions.local(settings);
    }
    return session;
  }
}
