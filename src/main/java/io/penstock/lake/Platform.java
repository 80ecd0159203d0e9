package io.penstock.lake;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Whose cluster the session is of, because the same path is opened in another way there. */
public enum Platform {
  /** A Databricks cluster: {@code /Volumes} is mounted, and {@code s3://} is the scheme of S3. */
  DATABRICKS,
  /** Spark as it is published: {@code s3a://} is the scheme of S3. */
  OPEN;

  private static final String RUNTIME = "spark.databricks.clusterUsageTags.sparkVersion";
  private static final String VARIABLE = "DATABRICKS_RUNTIME_VERSION";

  /** That of a session. */
  public static Platform of(SparkSession spark) {
    return spark.conf().getOption(RUNTIME).isDefined() || System.getenv().containsKey(VARIABLE)
        ? DATABRICKS
        : OPEN;
  }

  /**
   * What the runtime calls itself, such as {@code Spark 4.0.4}.
   *
   * @param spark its version of Spark
   */
  public static String runtime(String spark, Map<String, String> environment) {
    return environment.containsKey(VARIABLE)
        ? "Databricks Runtime " + environment.get(VARIABLE) + " with Spark " + spark
        : "Spark " + spark;
  }
}
