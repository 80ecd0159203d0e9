package io.penstock.publish.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.LakeLocation;
import io.penstock.sql.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/**
 * Divides rows into parts by ranges of the key, sorted by it, so that a part that is computed again
 * holds the same rows and the server appends to its primary key instead of splitting pages. The
 * bounds are computed once, here or, where there is no key or there are many parts, by Spark; what
 * part a row belongs to follows from them alone.
 */
public record Parts(List<String> keys) {
  private static final long MOST_BYTES = 96L << 20;
  private static final long LEAST_BYTES = 8L << 20;
  private static final int MOST = 10_000;

  // Beyond this many Spark would not compile the choice of a part any more.
  private static final int MOST_BOUNDED = 32;

  // A part is read slice by slice: rows are sorted and taken in their order, which is several times
  // faster while they fit into the processor's cache.
  private static final int SLICES = 8;
  private static final int SAMPLES = 200;
  private static final int MOST_SAMPLES = 200_000;

  // Rough, and good enough to divide by: a row takes so many bytes in the lake's compressed files,
  // and three times as many as text.
  private static final int STORED_ROW = 100;
  private static final int TEXT_OF_STORED = 3;

  private static final long SEED = 7;

  /**
   * Divides rows that nobody has counted, by what the log of their table says of its files. The
   * parts come in slices.
   *
   * @param gold the rows as the table has them
   * @param rows the same, as they are sent
   */
  public Divided of(Dataset<Row> gold, Dataset<Row> rows) {
    OptionalLong size = Engine.storedBytes(gold);
    if (size.isEmpty()) {
      long count = gold.count();
      return divided(
          rows,
          count * gold.schema().defaultSize(),
          parts -> count / (SAMPLES * (long) parts),
          SLICES);
    }
    long stored = size.getAsLong();
    return divided(
        rows,
        stored * TEXT_OF_STORED,
        parts -> stored / (SAMPLES * (long) parts * STORED_ROW),
        SLICES);
  }

  /**
   * @param count how many rows there are
   * @param bytes about how many bytes
   */
  public Divided of(Dataset<Row> rows, long count, long bytes) {
    return divided(rows, bytes, parts -> count / (SAMPLES * (long) parts), 1);
  }

  private Divided divided(Dataset<Row> rows, long bytes, IntToLongFunction oneOf, int most) {
    int parts = number(bytes, rows.sparkSession().sparkContext().defaultParallelism());
    if (parts > 1 && keys.isEmpty()) {
      Column[] all = columns(List.of(rows.columns()));
      return new Divided(rows.repartitionByRange(parts, all), parts, List.of());
    }
    int slices = Math.max(1, Math.min(most, MOST_BOUNDED / parts));
    int bounded = Math.min(parts, MOST_BOUNDED);
    List<Row> bounds =
        parts == 1
            ? List.of()
            : bounds(
                rows, Math.max(1, oneOf.applyAsLong(bounded)), SAMPLES * bounded, bounded * slices);
    if (bounds.isEmpty()) {
      return new Divided(sorted(rows.coalesce(1)), 1, bounds);
    }
    return parts > MOST_BOUNDED
        ? new Divided(sorted(rows.repartitionByRange(parts, columns(keys))), parts, bounds)
        : new Divided(sorted(bounded(rows, bounds)), parts, everyNth(bounds, slices));
  }

  // Those between parts, of those between slices.
  private static List<Row> everyNth(List<Row> bounds, int n) {
    return IntStream.rangeClosed(1, bounds.size() / n)
        .mapToObj(i -> bounds.get(i * n - 1))
        .toList();
  }

  private Dataset<Row> sorted(Dataset<Row> rows) {
    return keys.isEmpty() ? rows : rows.sortWithinPartitions(columns(keys));
  }

  /**
   * Rows in as many partitions as there are parts, or in as many slices for each part.
   *
   * @param bounds keys that divide the rows evenly, in their order
   */
  public record Divided(Dataset<Row> rows, int parts, List<Row> bounds) {}

  /** Few enough that each is worth its transaction, and no task idle while another has two. */
  static int number(long bytes, int parallelism) {
    long wanted = ceil(bytes, MOST_BYTES);
    if (wanted < parallelism) {
      return (int) Math.max(1, Math.min(parallelism, ceil(bytes, LEAST_BYTES)));
    }
    return (int) Math.min(MOST, ceil(wanted, parallelism) * parallelism);
  }

  /**
   * Keys between ranges, one less than ranges, from a sample that reads nothing but keys; none if
   * there are no rows. The same key may come twice: then a range is empty.
   *
   * @param wanted about how many keys to draw
   */
  private List<Row> bounds(Dataset<Row> rows, long oneOf, int wanted, int ranges) {
    List<Row> sample = sample(rows, oneOf);
    if (sample.size() < wanted / 4 && oneOf > 1) {
      // Rows are wider, and so fewer, than was thought.
      sample = sample(rows, Math.max(1, oneOf * sample.size() / wanted));
    }
    List<Row> bounds = new ArrayList<>();
    for (int i = 1; i < ranges && !sample.isEmpty(); i++) {
      bounds.add(sample.get((int) ((long) sample.size() * i / ranges)));
    }
    return bounds;
  }

  // Rows may be narrower, and so more, than was thought: not more than fit here.
  private List<Row> sample(Dataset<Row> rows, long oneOf) {
    Column[] by = columns(keys);
    // Not by a condition, for which Delta would look up the files once more.
    return rows.select(by)
        .sample(1.0 / oneOf, SEED)
        .repartition(1)
        .sortWithinPartitions(by)
        .limit(MOST_SAMPLES)
        .collectAsList();
  }

  private Dataset<Row> bounded(Dataset<Row> rows, List<Row> bounds) {
    int parts = bounds.size() + 1;
    DataType[] types =
        keys.stream()
            .map(key -> rows.schema().apply(key(rows, key)).dataType())
            .toArray(DataType[]::new);
    return rows.repartition(parts, choice(bounds, types, 0, parts));
  }

  private static String key(Dataset<Row> rows, String name) {
    return Arrays.stream(rows.columns()).filter(name::equalsIgnoreCase).findFirst().orElseThrow();
  }

  // Halves the bounds that are left, so that few comparisons find the part.
  private Column choice(List<Row> bounds, DataType[] types, int first, int end) {
    if (end - first == 1) {
      return lit(numberOf(first, bounds.size() + 1));
    }
    int middle = (first + end) / 2;
    return when(before(bounds.get(middle - 1), types, 0), choice(bounds, types, first, middle))
        .otherwise(choice(bounds, types, middle, end));
  }

  /** Whether a key is less than a bound, column by column. */
  private Column before(Row bound, DataType[] types, int from) {
    Column key = columns(keys)[from];
    Column at = lit(bound.get(from)).cast(types[from]);
    return from == keys.size() - 1
        ? key.lt(at)
        : key.lt(at).or(key.equalTo(at).and(before(bound, types, from + 1)));
  }

  /** A number that Spark's hash sends to a partition. */
  private static int numberOf(int partition, int partitions) {
    for (int number = 0; ; number++) {
      if (Engine.partitionOf(number, partitions) == partition) {
        return number;
      }
    }
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(LakeLocation.quoted(name))).toArray(Column[]::new);
  }

  private static long ceil(long value, long unit) {
    return (value + unit - 1) / unit;
  }
}
