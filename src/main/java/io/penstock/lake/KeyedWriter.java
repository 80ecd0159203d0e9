package io.penstock.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.penstock.spec.TableName;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes rows that are unique by key so that only rows that differ are rewritten: the table's
 * change feed then holds exactly what changed.
 */
public final class KeyedWriter {
  /** A column that tables of earlier versions lack: to get it does not make them other tables. */
  public static final String ADDED_LATER = "_rescue_details";

  private final Lake lake;
  private final DeltaWriter writer;
  private final boolean afterOthers;

  public KeyedWriter(Lake lake) {
    this(lake, false);
  }

  private KeyedWriter(Lake lake, boolean afterOthers) {
    this.lake = lake;
    this.writer = new DeltaWriter(lake);
    this.afterOthers = afterOthers;
  }

  /**
   * What a write did.
   *
   * @param source the rows that came, as Delta counted them
   * @param inserted as Delta counted them, as are the updated and the deleted ones
   * @param unchanged rows of the table that are those that came; counted in the table as it was
   * @param before how many rows the table had, of which none was made to go by being replaced as a
   *     whole
   */
  public record Written(
      long source,
      long inserted,
      long updated,
      long unchanged,
      long deleted,
      long before,
      CommitResult made) {}

  /** The same, for a table whose rows somebody else may have changed. */
  public KeyedWriter afterOthers(boolean mayHaveChanged) {
    return new KeyedWriter(lake, mayHaveChanged);
  }

  /**
   * @param commit when the table stays the same one for its readers
   * @param newGeneration when its schema changes, so that its readers start over
   */
  public Written write(
      Dataset<Row> rows, KeyedWrite write, StepCommit commit, StepCommit newGeneration) {
    TableName table = write.table();
    if (!lake.exists(table)) {
      return inserted(writer.append(rows, table, commit));
    }
    StructType there = lake.spark().table(lake.location().sql(table)).schema();
    if (write.isWhole() && (!sameColumns(there, rows.schema()) || othersMadeKeysTwice(write))) {
      return inserted(writer.overwrite(rows, table, newGeneration));
    }
    Dataset<Row> stored = write.removal().map(rows::drop).orElse(rows);
    writer.addColumns(stored, table);
    List<String> columns = Arrays.asList(stored.columns());
    List<String> compared =
        columns.stream().filter(c -> noneIs(c, write.keys()) && noneIs(c, write.beside())).toList();
    Set<String> opaque =
        Arrays.stream(stored.schema().fields())
            .filter(field -> !Comparing.isComparable(field.dataType()))
            .map(StructField::name)
            .collect(Collectors.toSet());
    MergeSql sql =
        new MergeSql(
            write.keys(),
            columns,
            compared,
            opaque,
            write.orderBy(),
            write.missing(),
            write.removal());
    CommitResult made = writer.merge(rows, table, sql, commit);
    // A commit that is tried again finds the figures of the first try, which made the table.
    return made.metrics().containsKey("numSourceRows")
        ? merged(rows, write, commit, made)
        : inserted(made);
  }

  // To a MERGE two rows of one key are two rows that match, and both would stay.
  private boolean othersMadeKeysTwice(KeyedWrite write) {
    if (!afterOthers) {
      return false;
    }
    Column[] by = columns(write.keys());
    return !lake.spark()
        .table(lake.location().sql(write.table()))
        .groupBy(by)
        .count()
        .where("count > 1")
        .isEmpty();
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(key -> col(LakeLocation.quoted(key))).toArray(Column[]::new);
  }

  private Written merged(
      Dataset<Row> rows, KeyedWrite write, StepCommit commit, CommitResult made) {
    long source = made.metric("numSourceRows");
    long inserted = made.metric("numTargetRowsInserted");
    long updated = made.metric("numTargetRowsUpdated");
    long deleted = made.metric("numTargetRowsDeleted");
    long before = commit.base() == null ? 0 : lake.rows(write.table(), commit.base());
    long matched;
    if (write.isWhole()) {
      // What the table had and does not lose has come again.
      matched = before - deleted;
    } else {
      Dataset<Row> staying = write.removal().map(gone -> rows.where(not(col(gone)))).orElse(rows);
      matched = source == inserted + updated ? updated : matches(staying, write, commit);
    }
    return new Written(source, inserted, updated, matched - updated, deleted, before, made);
  }

  private long matches(Dataset<Row> rows, KeyedWrite write, StepCommit commit) {
    if (commit.base() == null) {
      return 0;
    }
    Dataset<Row> came = rows.select(columns(write.keys())).alias("s");
    Dataset<Row> there =
        lake.at(write.table(), commit.base()).select(columns(write.keys())).alias("t");
    Column same =
        write.keys().stream()
            .map(LakeLocation::quoted)
            .map(key -> col("s." + key).eqNullSafe(col("t." + key)))
            .reduce(Column::and)
            .orElseThrow();
    return came.join(there, same, "left_semi").count();
  }

  private static boolean noneIs(String column, Collection<String> names) {
    return names.stream().noneMatch(column::equalsIgnoreCase);
  }

  private static Written inserted(CommitResult made) {
    long rows = made.metric("numOutputRows");
    return new Written(rows, rows, 0, 0, 0, 0, made);
  }

  // A table of an earlier version gets the column that says what was rescued, and stays the same.
  private static boolean sameColumns(StructType there, StructType came) {
    Map<String, String> columns = types(came);
    if (!types(there).containsKey(ADDED_LATER)) {
      columns.remove(ADDED_LATER);
    }
    return types(there).equals(columns);
  }

  private static Map<String, String> types(StructType schema) {
    Map<String, String> types = new TreeMap<>();
    for (StructField field : schema.fields()) {
      types.put(field.name().toLowerCase(Locale.ROOT), field.dataType().catalogString());
    }
    return types;
  }
}
