package io.penstock.sql;

import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.encoders.RowEncoder;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.RowOrdering;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.catalyst.util.DateFormatter$;
import org.apache.spark.sql.catalyst.util.TimestampFormatter$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;

/** Single things that Spark knows and has no public way to ask for. */
public final class Engine {
  private static final int SEED = 42;

  // What Spark knows nothing of it takes to be as large as can be.
  private static final int KNOWN_BITS = 56;

  private Engine() {}

  /** The version of Spark, such as 4.0.4. */
  public static String version() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  /** Hadoop's settings as a session has them; a copy. */
  public static Configuration hadoop(SparkSession spark) {
    return spark.sessionState().newHadoopConf();
  }

  /** A setting of a session that says how many bytes, such as {@code 128MB}. */
  public static long bytes(SparkSession spark, String key) {
    return JavaUtils.byteStringAsBytes(spark.conf().get(key));
  }

  /** Makes rows of objects, whose dates and times may be those of {@code java.time}. */
  public static Encoder<Row> rows(StructType schema) {
    return RowEncoder.encoderFor(schema, true);
  }

  /** About how many bytes of files a result is read from; empty if Spark cannot tell. */
  public static OptionalLong storedBytes(Dataset<Row> rows) {
    var size = rows.queryExecution().optimizedPlan().stats().sizeInBytes().bigInteger();
    return size.bitLength() > KNOWN_BITS ? OptionalLong.empty() : OptionalLong.of(size.longValue());
  }

  /** Whether two types are the same but for where they allow NULL. */
  public static boolean sameType(DataType one, DataType other) {
    return DataTypeUtils.sameType(one, other);
  }

  /**
   * Whether a value of one type can be cast to another and back, so that it can be seen whether
   * anything was lost on the way.
   */
  public static boolean castsBothWays(DataType one, DataType other) {
    return RowOrdering.isOrderable(one)
        && Cast.canTryCast(one, other)
        && Cast.canTryCast(other, one);
  }

  /** The same columns, each of which may be NULL at any depth. */
  public static StructType nullable(StructType schema) {
    return schema.asNullable();
  }

  /** The partition to which Spark's own repartitioning sends a whole number. */
  public static int partitionOf(int number, int partitions) {
    return Math.floorMod(Murmur3_x86_32.hashInt(number, SEED), partitions);
  }

  /** A date as Spark's cast to text writes it, in years of any length. */
  public static String dateText(int day) {
    return DateFormatter$.MODULE$.apply().format(day);
  }

  /** An instant in UTC with its microseconds, in years of any length. */
  public static String timeText(long micros) {
    return TimestampFormatter$.MODULE$
        .apply("yyyy-MM-dd HH:mm:ss.SSSSSS", ZoneOffset.UTC, false)
        .format(micros);
  }
}
