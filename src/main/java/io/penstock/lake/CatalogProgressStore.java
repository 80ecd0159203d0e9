package io.penstock.lake;

import io.penstock.spec.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Keeps progress in the table {@code ops.progress}, where a catalog has the folders of the tables
 * for itself. A row names the table by the id that Delta gave it, so that nothing is believed of
 * another one that has its name now.
 */
final class CatalogProgressStore implements ProgressStore {
  static final TableName TABLE = TableName.ops("progress");
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "table_name STRING, table_id STRING, seen BIGINT, progress STRING, recorded_at TIMESTAMP");
  // Several steps may be the first to make it.
  private static final Object MAKING = new Object();

  private final Lake lake;
  private final Map<String, KeptProgress> known = new HashMap<>();
  private final Map<String, Long> seen = new HashMap<>();
  private boolean read;

  CatalogProgressStore(Lake lake) {
    this.lake = lake;
  }

  @Override
  public synchronized Optional<KeptProgress> of(TableName table) {
    if (!read) {
      load();
      read = true;
    }
    return Optional.ofNullable(known.get(key(table.toString(), lake.id(table))));
  }

  // By its name alone: of another table of that name the next commit will be kept.
  @Override
  public synchronized long seen(TableName table) {
    if (!read) {
      load();
      read = true;
    }
    return seen.getOrDefault(table.toString(), -1L);
  }

  private void load() {
    if (!lake.exists(TABLE)) {
      return;
    }
    List<Row> rows =
        lake.spark()
            .sql(
                "SELECT table_name, table_id, max_by(progress, struct(seen, recorded_at)) FROM "
                    + lake.location().sql(TABLE)
                    + " GROUP BY table_name, table_id")
            .collectAsList();
    for (Row row : rows) {
      KeptProgress.parse(row.getString(2))
          .ifPresent(kept -> remember(row.getString(0), row.getString(1), kept));
    }
  }

  @Override
  public void keep(TableName table, KeptProgress progress) {
    String id = lake.id(table);
    Row row =
        RowFactory.create(
            table.toString(),
            id,
            progress.seen(),
            progress.toJson(),
            java.sql.Timestamp.from(java.time.Instant.now()));
    Lake own = lake.forStep();
    synchronized (MAKING) {
      new DeltaWriter(own)
          .note(own.spark().createDataFrame(List.of(row), SCHEMA).coalesce(1), TABLE);
    }
    synchronized (this) {
      remember(table.toString(), id, progress);
    }
  }

  private void remember(String table, String id, KeptProgress kept) {
    known.put(key(table, id), kept);
    seen.merge(table, kept.seen(), Math::max);
  }

  private static String key(String name, String id) {
    return name + " " + id;
  }
}
