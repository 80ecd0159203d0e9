package io.penstock.publish.rows;

import java.io.Serializable;
import org.apache.spark.Partition;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import scala.Option;

/**
 * Puts partitions that follow each other into one. Spark's own way looks at where they lie first,
 * and would mix them.
 */
public final class AdjacentPartitions implements PartitionCoalescer, Serializable {
  private static final long serialVersionUID = 1L;

  private AdjacentPartitions() {}

  /** Rows in so many partitions, each of which holds its rows slice by slice. */
  public static <T> JavaRDD<T> together(RDD<T> slices, int parts) {
    return slices.getNumPartitions() == parts
        ? slices.toJavaRDD()
        : slices.coalesce(parts, false, Option.apply(new AdjacentPartitions()), null).toJavaRDD();
  }

  @Override
  public PartitionGroup[] coalesce(int most, RDD<?> slices) {
    Partition[] all = slices.partitions();
    PartitionGroup[] parts = new PartitionGroup[most];
    for (int i = 0; i < most; i++) {
      parts[i] = new PartitionGroup(Option.empty());
      for (int slice = begin(i, all.length, most);
          slice < begin(i + 1, all.length, most);
          slice++) {
        parts[i].partitions().addOne(all[slice]);
      }
    }
    return parts;
  }

  private static int begin(int part, int slices, int parts) {
    return (int) ((long) slices * part / parts);
  }
}
