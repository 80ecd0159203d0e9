package io.penstock.lake;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes Spark sessions: a local one for the laptop, or the platform's own. */
public final class SparkSessions {
  private static final Logger LOG = LoggerFactory.getLogger(SparkSessions.class);
  private static final Map<String, String> STATIC =
      Map.of(
          "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
          "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");

  // What a step relies on, wherever it runs.
  private static final Map<String, String> STEP =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.ansi.enabled", "true",
          // Else ${env:NAME} in a model would be what the process's environment holds.
          "spark.sql.variable.substitute", "false",
          "spark.databricks.delta.properties.defaults.enableChangeDataFeed", "true",
          "spark.databricks.delta.schema.autoMerge.enabled", "false");

  private static final String HADOOP = "spark.hadoop.";

  private SparkSessions() {}

  /**
   * A session inside this JVM.
   *
   * @param settings storage access and whatever the environment file adds
   */
  public static SparkSession local(Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>(STATIC);
    int cores = Runtime.getRuntime().availableProcessors();
    // A task is tried again, as it is on a cluster.
    all.put("spark.master", "local[" + Math.max(2, cores) + ",3]");
    all.put("spark.app.name", "penstock");
    all.put("spark.driver.host", "127.0.0.1");
    all.put("spark.driver.bindAddress", "127.0.0.1");
    // Of the 100 that Spark keeps, a run of many small steps has none left when it needs it again.
    all.put("spark.sql.codegen.cache.maxEntries", "1000");
    // Each step has a session. Isolated ones have class loaders of their own, for each of which
    // Spark compiles its generated code anew; and nobody adds a jar to a step's session.
    all.put("spark.sql.artifact.isolation.enabled", "false");
    all.put("spark.ui.enabled", "false");
    all.put("spark.ui.showConsoleProgress", "false");
    all.put("spark.sql.shuffle.partitions", Integer.toString(Math.max(2, cores)));
    all.put("spark.default.parallelism", Integer.toString(Math.max(2, cores)));
    all.put("spark.databricks.delta.snapshotPartitions", "1");
    // Nothing here reads that list, and for the first commit of a table a job would compute it.
    all.put("spark.databricks.delta.allFilesInCrc.enabled", "false");
    all.put("spark.sql.sources.parallelPartitionDiscovery.parallelism", Integer.toString(cores));
    all.put("spark.sql.catalogImplementation", "in-memory");
    // Nothing is kept there, but Spark makes folders in it, which another user could not.
    all.put(
        "spark.sql.warehouse.dir",
        System.getProperty("java.io.tmpdir")
            + "/penstock-warehouse-"
            + System.getProperty("user.name").replaceAll("[^\\w.-]", "_"));
    all.put("spark.cleaner.referenceTracking.cleanCheckpoints", "true");
    // A storage that does not answer is said within seconds, not after many minutes.
    all.put("spark.hadoop.fs.s3a.attempts.maximum", "3");
    all.put("spark.hadoop.fs.s3a.retry.limit", "2");
    all.put("spark.hadoop.fs.s3a.retry.interval", "300ms");
    all.put("spark.hadoop.fs.s3a.connection.establish.timeout", "5s");
    all.putAll(STEP);
    all.putAll(settings);
    SparkSession.Builder builder = SparkSession.builder();
    all.forEach(builder::config);
    SparkSession session = builder.getOrCreate();
    session.sparkContext().setLogLevel("WARN");
    return session;
  }

  /**
   * The platform's session, which is the platform's to stop.
   *
   * @param settings storage access and whatever the environment file adds
   */
  public static SparkSession ofPlatform(Map<String, String> settings) {
    SparkSession.Builder builder = SparkSession.builder();
    settings.forEach(builder::config);
    SparkSession session = builder.getOrCreate();
    // A session that is there already takes no settings for Hadoop any more.
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(HADOOP)) {
            session.sparkContext().hadoopConfiguration().set(key.substring(HADOOP.length()), value);
          }
        });
    return session;
  }

  // A catalog or a storage that was set for the shared session is no setting that Spark knows of,
  // and what is fixed for the process is the same here.
  private static void hand(SparkSession own, String key, String value) {
    try {
      own.conf().set(key, value);
    } catch (Exception e) {
      LOG.debug("'{}' is fixed for the process", key, e);
    }
  }

  /** A session that shares the tables but has settings of its own. */
  static SparkSession forStep(SparkSession shared) {
    SparkSession own = shared.newSession();
    // A new session begins with the settings of the process, without those of the shared session.
    Map<String, String> settings =
        scala.jdk.javaapi.CollectionConverters.asJava(shared.conf().getAll());
    settings.forEach(
        (key, value) -> {
          if (!own.conf().getOption(key).contains(value)) {
            hand(own, key, value);
          }
        });
    STEP.forEach((key, value) -> own.conf().set(key, value));
    return own;
  }
}
