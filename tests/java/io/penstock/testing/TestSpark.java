package io.penstock.testing;

import io.penstock.lake.SparkSessions;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one local Spark of a test JVM, started when the first test asks for it. */
public final class TestSpark {
  private TestSpark() {}

  private static final class Shared {
    static final SparkSession SPARK = SparkSessions.local(Map.of());
  }

  /** A session of the caller's own: same Spark, settings and views that nobody else sees. */
  public static SparkSession session() {
    return Shared.SPARK.newSession();
  }
}
