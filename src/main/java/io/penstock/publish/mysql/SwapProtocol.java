package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import io.penstock.lake.LakeLocation;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.Progress;
import io.penstock.publish.Publication;
import io.penstock.spec.OutsideException;
import io.penstock.spec.RefusedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The full refresh: a shadow table is loaded beside the live one, verified, and takes its place by
 * one RENAME. Lock and RENAME share one connection that never reconnects: whoever lost the lock
 * cannot publish. Until the RENAME nothing that readers see has changed.
 */
final class SwapProtocol {
  private static final long PART_BYTES = 64L << 20;
  private static final int RENAME_TRIES = 12;

  private final MySqlEndpoint server;
  private final Publication publication;
  private final Progress progress;
  private final String incarnation = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final String shadow;
  private final String old;

  SwapProtocol(MySqlEndpoint server, Publication publication, Progress progress) {
    this.server = server;
    this.publication = publication;
    this.progress = progress;
    this.shadow = Leftovers.shadow(publication.table(), incarnation);
    this.old = publication.table() + "__old";
  }

  Counts run(Dataset<Row> gold) throws SQLException {
    Dataset<Row> rows = flattened(gold);
    List<String> hashed = hashed(rows.schema());
    GoldFigures figures = GoldFigures.of(rows, presentKeys(rows), hashed);
    List<MySqlColumn> columns = new PreFlight(publication, rows.schema(), figures).columns();
    try (Connection c0 = open();
        Statement sql = c0.createStatement()) {
      TargetLock.take(c0, publication);
      ControlTables control = new ControlTables(c0);
      control.create();
      Optional<LiveTable> live = LiveTable.find(c0, publication.table());
      requireOurs(c0, control, live);
      new Leftovers(c0, control).drop(publication.table());
      long fence = control.nextFence(publication.table());
      Dataset<Row> parts = parts(rows, figures.rows());
      control.begin(publication, incarnation, parts.rdd().getNumPartitions(), figures.rows());
      FaultPoint.pass(publication.step(), "run-begun");
      String engine = live.map(LiveTable::engine).orElse("InnoDB");
      String comment = LiveTable.comment(live, incarnation);
      sql.execute(
          MySqlText.create(
              shadow, columns, publication.keys(), engine, collation(c0, figures), comment));
      FaultPoint.pass(publication.step(), "shadow-created");
      PartLoader.Way way = way(c0);
      try (KeptAlive meanwhile = new KeptAlive(c0)) {
        load(parts, columns, way);
      }
      FaultPoint.pass(publication.step(), "loaded");
      verify(c0, control, figures, hashed);
      FaultPoint.pass(publication.step(), "verified");
      index(c0, live, columns);
      control.publish(publication, incarnation, fence, figures.rows(), figures.keyHash());
      FaultPoint.pass(publication.step(), "before-rename");
      rename(c0, sql, live.isPresent());
      FaultPoint.pass(publication.step(), "after-rename");
      control.settle(publication.table(), incarnation);
      FaultPoint.pass(publication.step(), "settled");
    }
    return Counts.written(figures.rows());
  }

  private Connection open() throws SQLException {
    try {
      return server.open();
    } catch (SQLException e) {
      if (e.getErrorCode() != 1049) {
        throw e;
      }
      return server.openCreating();
    }
  }

  /** Nested values go as JSON text. */
  private static Dataset<Row> flattened(Dataset<Row> gold) {
    return gold.select(
        Arrays.stream(gold.schema().fields()).map(SwapProtocol::flat).toArray(Column[]::new));
  }

  private static Column flat(StructField field) {
    Column column = col(LakeLocation.quoted(field.name()));
    boolean nested =
        field.dataType() instanceof StructType
            || field.dataType() instanceof ArrayType
            || field.dataType() instanceof MapType;
    return nested ? to_json(column).as(field.name()) : column;
  }

  private List<String> presentKeys(Dataset<Row> rows) {
    List<String> columns = Arrays.asList(rows.columns());
    return publication.keys().stream()
        .filter(key -> columns.stream().anyMatch(key::equalsIgnoreCase))
        .toList();
  }

  private List<String> hashed(StructType schema) {
    List<String> names = new ArrayList<>();
    for (StructField field : schema.fields()) {
      boolean wanted =
          publication.keys().isEmpty()
              || publication.keys().stream().anyMatch(field.name()::equalsIgnoreCase);
      boolean retyped =
          publication.types().entrySet().stream()
              .filter(e -> e.getKey().equalsIgnoreCase(field.name()))
              .anyMatch(e -> !e.getValue().toLowerCase(java.util.Locale.ROOT).contains("char"));
      if (wanted && !retyped && GoldFigures.hashable(field.dataType())) {
        names.add(field.name());
      }
    }
    return names;
  }

  private void requireOurs(Connection c0, ControlTables control, Optional<LiveTable> live)
      throws SQLException {
    if (live.isEmpty()) {
      return;
    }
    String place =
        "Step '"
            + publication.step()
            + "' ("
            + publication.at()
            + "): cannot publish '"
            + publication.table()
            + "' because ";
    if (live.get().incarnation().isEmpty() && !control.knows(publication.table())) {
      throw new RefusedException(
          place
              + "a table of that name is there that Penstock did not make. Rename or drop it, or"
              + " choose another 'table'.");
    }
    List<String> dependents = live.get().dependents(c0);
    if (!dependents.isEmpty()) {
      throw new RefusedException(
          place
              + "something is tied to the table that a swap would cut. Found: "
              + String.join(", ", dependents)
              + ". Drop it, or choose another 'table'.");
    }
  }

  private Dataset<Row> parts(Dataset<Row> rows, long count) {
    long bytes = Math.max(1, count * rows.schema().defaultSize());
    int parts = (int) Math.min(10_000, (bytes + PART_BYTES - 1) / PART_BYTES);
    Column[] keys =
        (publication.keys().isEmpty() ? List.of(rows.columns()) : publication.keys())
            .stream().map(name -> col(LakeLocation.quoted(name))).toArray(Column[]::new);
    Dataset<Row> divided = parts <= 1 ? rows.coalesce(1) : rows.repartitionByRange(parts, keys);
    return publication.keys().isEmpty() ? divided : divided.sortWithinPartitions(keys);
  }

  private void load(Dataset<Row> parts, List<MySqlColumn> columns, PartLoader.Way way) {
    PartLoader loader =
        new PartLoader(server, publication.step(), incarnation, shadow, columns, way);
    parts.foreachPartition(
        (ForeachPartitionFunction<Row>) rows -> loader.load(TaskContext.getPartitionId(), rows));
    progress.at(1, 1, "parts");
  }

  private PartLoader.Way way(Connection c0) throws SQLException {
    try (Statement sql = c0.createStatement();
        ResultSet row = sql.executeQuery("SELECT @@GLOBAL.local_infile")) {
      row.next();
      return row.getInt(1) == 1 ? PartLoader.Way.LOAD_DATA : PartLoader.Way.INSERT;
    }
  }

  private static String collation(Connection c0, GoldFigures figures) throws SQLException {
    if (figures.distinctTrimmedKeys() == figures.distinctKeys()) {
      return "utf8mb4_bin";
    }
    // Keys that differ in trailing spaces only are one key to a collation that pads.
    try (Statement sql = c0.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT COLLATION_NAME FROM information_schema.COLLATIONS WHERE COLLATION_NAME IN"
                    + " ('utf8mb4_0900_bin', 'utf8mb4_nopad_bin')")) {
      return row.next() ? row.getString(1) : "utf8mb4_bin";
    }
  }

  private void verify(
      Connection c0, ControlTables control, GoldFigures figures, List<String> hashed)
      throws SQLException {
    long committed = control.committedRows(incarnation);
    try (Statement sql = c0.createStatement();
        ResultSet row = sql.executeQuery(MySqlText.countAndHash(shadow, hashed))) {
      row.next();
      long there = row.getLong(1);
      long hash = row.getLong(2);
      if (committed != figures.rows() || there != figures.rows() || hash != figures.keyHash()) {
        throw OutsideException.passing(
            "Step '"
                + publication.step()
                + "': cannot publish '"
                + publication.table()
                + "' because the loaded rows are not those of the lake. Found: "
                + figures.rows()
                + " rows in the lake, "
                + committed
                + " in the ledger, "
                + there
                + " in the shadow table, key hash "
                + hash
                + " for "
                + figures.keyHash()
                + ". Run again; readers still see the version before.",
            null);
      }
    }
  }

  private void index(Connection c0, Optional<LiveTable> live, List<MySqlColumn> columns)
      throws SQLException {
    List<MySqlIndex> indexes =
        new ArrayList<>(publication.indexes().stream().map(MySqlIndex::of).toList());
    if (live.isPresent()) {
      List<String> there = columns.stream().map(c -> MySqlText.quoted(c.name())).toList();
      for (MySqlIndex kept : live.get().indexes(c0)) {
        boolean known = indexes.stream().anyMatch(i -> i.name().equals(kept.name()));
        boolean possible =
            kept.columns().stream().allMatch(c -> there.contains(c.replaceAll("\\(\\d+\\)$", "")));
        boolean ours = kept.name().startsWith("penstock_");
        if (!known && possible && !ours) {
          indexes.add(kept);
        }
      }
    }
    try (Statement sql = c0.createStatement()) {
      if (!indexes.isEmpty()) {
        sql.execute(MySqlText.addIndexes(shadow, indexes));
      }
      sql.execute("ANALYZE TABLE " + MySqlText.quoted(shadow));
    }
    FaultPoint.pass(publication.step(), "indexed");
  }

  private void rename(Connection c0, Statement sql, boolean there) throws SQLException {
    if (there) {
      dropOld(c0, sql);
    }
    sql.execute("SET SESSION lock_wait_timeout = 5");
    for (int i = 1; ; i++) {
      try {
        sql.execute(MySqlText.swap(publication.table(), shadow, old, there));
        return;
      } catch (SQLException e) {
        // A reader holds the table: the RENAME waits a little, then lets others pass, then tries
        // again.
        if (e.getErrorCode() != 1205 || i == RENAME_TRIES) {
          throw e;
        }
      }
    }
  }

  private void dropOld(Connection c0, Statement sql) throws SQLException {
    Optional<LiveTable> before = LiveTable.find(c0, old);
    if (before.isPresent() && before.get().incarnation().isEmpty()) {
      throw new RefusedException(
          "Step '"
              + publication.step()
              + "': cannot keep the version before as '"
              + old
              + "' because a table of that name is there that Penstock did not make. Rename it.");
    }
    sql.execute("DROP TABLE IF EXISTS " + MySqlText.quoted(old));
    FaultPoint.pass(publication.step(), "old-dropped");
  }
}
