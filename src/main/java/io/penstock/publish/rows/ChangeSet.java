package io.penstock.publish.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Publication;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.RefusedException;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows that bring a target from one version of the lake's table to another, with their figures.
 * They are kept until this is closed, because they are looked at several times.
 *
 * @param rows the table's columns and {@link NetChanges#OP}
 * @param schema of the table's columns alone
 * @param figures of the rows that are there now
 * @param changed what the lake's table held before under the updated keys
 * @param gone what it held under the deleted keys
 * @param whole whether these are all rows of the table
 */
public record ChangeSet(
    Dataset<Row> rows,
    StructType schema,
    SourceProfile figures,
    TableChecksum changed,
    TableChecksum gone,
    long inserts,
    long updates,
    long deletes,
    long same,
    boolean whole)
    implements AutoCloseable {

  /**
   * What changed since a version.
   *
   * @throws Lake.ChangesGone if the lake no longer knows
   */
  public static ChangeSet since(
      long version, Publication publication, GoldTable gold, Dialect dialect) {
    try {
      Dataset<Row> feed = dialect.flattened(gold.changesSince(version));
      return publication.delivery().mode() == PublishSpec.Mode.APPEND
          ? appended(feed, publication, dialect)
          : of(NetChanges.of(feed, publication.keys()), publication, dialect, Kind.NET);
    } catch (Exception e) {
      // Delta notices only when it opens them that the files of the feed have been cleaned away.
      for (Throwable t = e; t != null; t = t.getCause() == t ? null : t.getCause()) {
        if (t instanceof FileNotFoundException) {
          throw new Lake.ChangesGone(e);
        }
      }
      throw e;
    }
  }

  private static ChangeSet appended(Dataset<Row> feed, Publication publication, Dialect dialect) {
    long others = feed.where(col("_change_type").notEqual("insert")).count();
    if (others > 0) {
      throw RowErrors.notOnlyAdded(publication, others);
    }
    return of(NetChanges.ofInserts(feed), publication, dialect, Kind.INSERTS);
  }

  /**
   * All rows of the table, and the keys that it had in a version and no longer has.
   *
   * @throws RefusedException if that version can no longer be read
   */
  public static ChangeSet whole(
      long since, Publication publication, GoldTable gold, Dialect dialect) {
    Dataset<Row> rows = dialect.flattened(gold.rows());
    Dataset<Row> all = rows.withColumn(NetChanges.OP, lit(NetChanges.UPDATE));
    if (publication.delivery().deletes() != PublishSpec.Deletes.NONE) {
      all = all.unionByName(gone(since, publication, gold, rows));
    }
    return of(all, publication, dialect, Kind.WHOLE);
  }

  private static Dataset<Row> gone(
      long since, Publication publication, GoldTable gold, Dataset<Row> rows) {
    Column[] keys = columns(publication.keys());
    try {
      Dataset<Row> had = gold.rowsAt(since).select(keys);
      Dataset<Row> has = rows.select(keys);
      List<Column> shown = new ArrayList<>();
      for (var field : rows.schema().fields()) {
        boolean key = publication.keys().stream().anyMatch(field.name()::equalsIgnoreCase);
        Column named = col(LakeLocation.quoted(field.name()));
        shown.add(key ? named : lit(null).cast(field.dataType()).as(field.name()));
      }
      shown.add(lit(NetChanges.DELETE).as(NetChanges.OP));
      Dataset<Row> gone = had.except(has).select(shown.toArray(Column[]::new));
      // Looked at once before anything is relied on: its files may have been cleaned away.
      gone.isEmpty();
      return gone;
    } catch (Exception e) {
      throw RowErrors.versionGone(publication, since);
    }
  }

  /** What rows of a change set are. */
  private enum Kind {
    /** Of each key what became of it, once. */
    NET,
    /** New rows, which nobody has compared by their keys. */
    INSERTS,
    /** All rows of the table. */
    WHOLE
  }

  private static ChangeSet of(
      Dataset<Row> changes, Publication publication, Dialect dialect, Kind kind) {
    List<String> own =
        Arrays.stream(changes.columns())
            .filter(name -> !name.equals(NetChanges.OP) && !name.equals(NetChanges.BEFORE))
            .toList();
    changes.persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> written =
        changes
            .where(col(NetChanges.OP).isin(NetChanges.INSERT, NetChanges.UPDATE))
            .select(columns(own));
    StructType schema = written.schema();
    boolean known = Arrays.asList(changes.columns()).contains(NetChanges.BEFORE);
    RowSums.Query query = new RowSums.Query(schema, publication, dialect);
    Function<String, Column> before = name -> col(NetChanges.BEFORE).getField(name);
    List<Column> sums = new ArrayList<>();
    sums.add(known ? query.compared().keySum(schema, before) : lit(0L));
    sums.add(known ? query.compared().rowSum(schema, before) : lit(0L));
    sums.addAll(query.columns());
    Map<String, RowSums> now = new HashMap<>();
    for (String op : NetChanges.OPS) {
      now.put(op, query.none());
    }
    Map<String, TableChecksum> was = new HashMap<>();
    for (Row row :
        changes
            .groupBy(col(NetChanges.OP))
            .agg(lit(0), sums.toArray(Column[]::new))
            .collectAsList()) {
      RowSums ofKind = query.read(row, 4);
      now.put(row.getString(0), ofKind);
      was.put(
          row.getString(0),
          known
              ? new TableChecksum(ofKind.rows(), row.getLong(2), row.getLong(3))
              : TableChecksum.NONE);
    }
    boolean unique = kind == Kind.NET || kind == Kind.WHOLE && publication.keysChecked();
    RowSums there = now.get(NetChanges.INSERT).plus(now.get(NetChanges.UPDATE));
    return new ChangeSet(
        changes,
        schema,
        SourceProfile.of(written, query, there, unique),
        was.getOrDefault(NetChanges.UPDATE, TableChecksum.NONE),
        was.getOrDefault(NetChanges.DELETE, TableChecksum.NONE),
        now.get(NetChanges.INSERT).rows(),
        now.get(NetChanges.UPDATE).rows(),
        now.get(NetChanges.DELETE).rows(),
        now.get(NetChanges.SAME).rows(),
        kind == Kind.WHOLE);
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(LakeLocation.quoted(name))).toArray(Column[]::new);
  }

  /** How many keys are not as they were. */
  public long keys() {
    return inserts + updates + deletes;
  }

  /** Those that the target has to be told of. */
  public Dataset<Row> toSend(PublishSpec.Deletes deletes) {
    Column wanted = col(NetChanges.OP).isin(NetChanges.INSERT, NetChanges.UPDATE);
    if (deletes != PublishSpec.Deletes.NONE) {
      wanted = wanted.or(col(NetChanges.OP).equalTo(NetChanges.DELETE));
    }
    List<Column> columns = new ArrayList<>(List.of(columns(List.of(schema.fieldNames()))));
    columns.add(col(NetChanges.OP));
    return rows.where(wanted).select(columns.toArray(Column[]::new));
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
