package io.penstock.lake;

import io.penstock.spec.TableName;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes rows that are unique by key so that only rows that differ are rewritten: the table's
 * change feed then holds exactly what changed.
 */
public final class KeyedWriter {
  private final Lake lake;
  private final DeltaWriter writer;

  public KeyedWriter(Lake lake) {
    this.lake = lake;
    this.writer = new DeltaWriter(lake);
  }

  /**
   * What a write did, as Delta counted it.
   *
   * @param source the rows that came
   */
  public record Written(long source, long inserted, long updated, long deleted) {
    public long unchanged() {
      return source - inserted - updated;
    }
  }

  /**
   * @param orderBy see {@link MergeSql}
   * @param beside columns that say how a row came rather than what it is: their difference alone is
   *     no change
   * @param commit when the table stays the same one for its readers
   * @param anew when its schema changes so that it has to be made anew
   */
  public Written write(
      Dataset<Row> rows,
      TableName table,
      List<String> keys,
      List<String> orderBy,
      Collection<String> beside,
      MergeSql.Missing missing,
      StepCommit commit,
      StepCommit anew) {
    if (!lake.exists(table)) {
      return inserted(writer.append(rows, table, commit));
    }
    StructType there = lake.spark().table(lake.location().sql(table)).schema();
    if (missing == MergeSql.Missing.DELETED && !sameColumns(there, rows.schema())) {
      return inserted(writer.overwrite(rows, table, anew));
    }
    writer.addColumns(rows, table);
    List<String> columns = Arrays.asList(rows.columns());
    List<String> compared =
        columns.stream().filter(c -> noneIs(c, keys) && noneIs(c, beside)).toList();
    Set<String> opaque =
        Arrays.stream(rows.schema().fields())
            .filter(field -> !Comparing.isComparable(field.dataType()))
            .map(StructField::name)
            .collect(Collectors.toSet());
    MergeSql sql = new MergeSql(keys, columns, compared, opaque, orderBy, missing);
    return merged(writer.merge(rows, table, sql, commit));
  }

  private static boolean noneIs(String column, Collection<String> names) {
    return names.stream().noneMatch(column::equalsIgnoreCase);
  }

  private static Written inserted(Map<String, String> metrics) {
    long rows = number(metrics, "numOutputRows");
    return new Written(rows, rows, 0, 0);
  }

  // A commit that is tried again finds the figures of the first try, which made the table.
  private static Written merged(Map<String, String> metrics) {
    if (!metrics.containsKey("numSourceRows")) {
      return inserted(metrics);
    }
    return new Written(
        number(metrics, "numSourceRows"),
        number(metrics, "numTargetRowsInserted"),
        number(metrics, "numTargetRowsUpdated"),
        number(metrics, "numTargetRowsDeleted"));
  }

  private static long number(Map<String, String> metrics, String name) {
    return Long.parseLong(metrics.getOrDefault(name, "0"));
  }

  private static boolean sameColumns(StructType a, StructType b) {
    return types(a).equals(types(b));
  }

  private static Map<String, String> types(StructType schema) {
    Map<String, String> types = new TreeMap<>();
    for (StructField field : schema.fields()) {
      types.put(field.name().toLowerCase(Locale.ROOT), field.dataType().catalogString());
    }
    return types;
  }
}
