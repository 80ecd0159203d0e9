package io.penstock.bronze;

import io.penstock.sql.Engine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.SparkSession;

/**
 * Deals out what there is to read to tasks, so that each has about as many bytes and none has more
 * than Spark gives to one of its own; the same things, the same way.
 */
final class Tasks {
  // Opening a file costs about as much as reading this many bytes.
  private static final long OPENING = 1L << 20;

  private Tasks() {}

  /** How many bytes of a file one task reads, by Spark's own settings for that. */
  static long sliceBytes(SparkSession spark, long all) {
    long most = Engine.bytes(spark, "spark.sql.files.maxPartitionBytes");
    long least = Engine.bytes(spark, "spark.sql.files.openCostInBytes");
    long share = all / Math.max(1, spark.sparkContext().defaultParallelism());
    return Math.max(1, Math.min(most, Math.max(least, share)));
  }

  /**
   * @param perCore how many tasks a core gets at the most, unless they would be too large
   */
  static <T> List<ArrayList<T>> of(
      SparkSession spark, List<T> all, ToLongFunction<T> bytes, int perCore) {
    long sum = all.stream().mapToLong(bytes).sum();
    long few = (long) perCore * Math.max(2, spark.sparkContext().defaultParallelism());
    long most = Engine.bytes(spark, "spark.sql.files.maxPartitionBytes");
    return of(all, bytes, (int) Math.max(few, (sum + most - 1) / most));
  }

  private record Task<T>(int number, long load, ArrayList<T> things) {}

  static <T> List<ArrayList<T>> of(List<T> all, ToLongFunction<T> bytes, int most) {
    int count = Math.max(1, Math.min(all.size(), most));
    PriorityQueue<Task<T>> byLoad =
        new PriorityQueue<>(Comparator.comparingLong(Task<T>::load).thenComparingInt(Task::number));
    List<ArrayList<T>> dealt = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      dealt.add(new ArrayList<>());
      byLoad.add(new Task<>(i, 0, dealt.get(i)));
    }
    List<T> bySize = new ArrayList<>(all);
    bySize.sort(Comparator.comparingLong(bytes).reversed());
    for (T each : bySize) {
      Task<T> least = byLoad.remove();
      least.things().add(each);
      byLoad.add(
          new Task<>(
              least.number(), least.load() + bytes.applyAsLong(each) + OPENING, least.things()));
    }
    return dealt;
  }
}
