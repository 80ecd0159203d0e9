package io.penstock.land.mysql;

import io.penstock.io.Digests;
import io.penstock.spec.DatabaseTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Reads a table of a snapshot into files, ranges of its key side by side. */
public final class TableExtract {
  /** What a file says of the load that it is of. */
  public static final String LOAD = "penstock.load";

  /** A load of all rows: what it does not have is no longer there. */
  public static final String FULL = "full";

  /** A load of some rows. */
  public static final String CHANGES = "changes";

  /** The keys of all rows, and nothing else of them. */
  public static final String ALL_KEYS = "keys";

  /** When the snapshot was taken, as microseconds since 1970. */
  public static final String AT = "penstock.extracted_at";

  /** The columns that identify a row, each as JSON would be too much: one a line. */
  public static final String KEYS = "penstock.keys";

  private static final long RANGE = 100_000;

  private final Snapshot snapshot;
  private final DatabaseTable table;
  private final Reading reading;

  /**
   * @param progress is told how many rows have been read
   */
  public TableExtract(
      Snapshot snapshot, DatabaseTable table, NewFiles files, LongConsumer progress) {
    this.snapshot = snapshot;
    this.table = table;
    this.reading = new Reading(snapshot, files, progress);
  }

  /**
   * Reads it.
   *
   * @param seen the greatest value of the cursor that has been read; empty: all rows are read
   * @throws TableProblem if the table is not what its source says
   */
  public Extracted run(Optional<String> seen)
      throws SQLException, IOException, InterruptedException {
    Selection wanted = Selection.ALL;
    Optional<String> greatest = Optional.empty();
    TableShape shape = shape();
    Connection connection = snapshot.take();
    try {
      if (table.cursor().isPresent()) {
        CursorBound bound = bound(shape, table.cursor().get());
        wanted = seen.map(bound::since).orElse(Selection.ALL);
        greatest = bound.greatest(connection, shape.from(), snapshot.serverTime());
      }
    } finally {
      snapshot.give(connection);
    }
    Map<String, String> notes = notes(shape, seen.isPresent() ? CHANGES : FULL);
    RowHash hash =
        seen.isPresent()
            ? new RangeReader(reading, shape, wanted, notes, once()).call()
            : ranges(shape, notes);
    return new Extracted(hash.rows(), hash.toString(), greatest);
  }

  /** Reads the keys of all rows, by which those are known that are no longer there. */
  public Extracted keys() throws SQLException, IOException, InterruptedException {
    TableShape shape = shape();
    List<String> keys = keys(shape);
    TableShape only =
        new TableShape(
            shape.from(),
            shape.columns().stream().filter(column -> keys.contains(column.name())).toList(),
            shape.primary(),
            shape.walkable() && keys.equals(shape.primary()));
    RowHash hash = ranges(only, notes(shape, ALL_KEYS));
    return new Extracted(hash.rows(), hash.toString(), Optional.empty());
  }

  /**
   * What tells rows of this shape from others: two loads may be compared by what their rows add up
   * to, and one may follow the other, only where this is the same.
   */
  public String fingerprint() throws SQLException, InterruptedException {
    TableShape shape = shape();
    StringBuilder text = new StringBuilder(shape.from()).append('\n').append(keys(shape));
    shape
        .columns()
        .forEach(
            column ->
                text.append('\n')
                    .append(column.name())
                    .append('\t')
                    .append(column.type())
                    .append('\t')
                    .append(column.kind()));
    return Digests.sha256(text.toString()).substring(0, 32);
  }

  private TableShape shape() throws SQLException, InterruptedException {
    Connection connection = snapshot.take();
    try {
      TableShape shape = TableShape.of(connection, table);
      requireUsable(shape);
      return shape;
    } finally {
      snapshot.give(connection);
    }
  }

  private List<String> keys(TableShape shape) {
    return table.keys().isEmpty() ? shape.primary() : table.keys();
  }

  private Map<String, String> notes(TableShape shape, String load) {
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(LOAD, load);
    notes.put(AT, Long.toString(snapshot.at().toEpochMilli() * 1_000));
    notes.put(KEYS, String.join("\n", keys(shape)));
    return notes;
  }

  private void requireUsable(TableShape shape) {
    List<String> names = shape.columns().stream().map(TableColumn::name).toList();
    if (names.isEmpty()) {
      throw new TableProblem("there is no such table, or its user may not read it");
    }
    for (String key : table.keys()) {
      if (!names.contains(key)) {
        throw new TableProblem(
            "'keys' names a column that it does not have. Found: '" + key + "' and " + names);
      }
    }
    for (String name : names) {
      if (name.equalsIgnoreCase(RowSupport.RESCUED)) {
        throw new TableProblem(
            "its column '"
                + name
                + "' has the name that a column of Penstock has in the lake. Read it through a view"
                + " that calls it otherwise");
      }
    }
    boolean keyed = !table.keys().isEmpty() || !shape.primary().isEmpty();
    if (table.cursor().isPresent() && !keyed) {
      throw new TableProblem(
          "it has no primary key, and 'load: incremental' needs one to know rows again. Give 'keys',"
              + " or load: full");
    }
  }

  private CursorBound bound(TableShape shape, DatabaseTable.Cursor cursor) {
    CursorBound bound =
        shape.columns().stream()
            .filter(column -> column.name().equalsIgnoreCase(cursor.column()))
            .findFirst()
            .map(column -> new CursorBound(column, cursor))
            .orElseThrow(
                () ->
                    new TableProblem(
                        "its 'cursor' is a column that it does not have. Found: '"
                            + cursor.column()
                            + "' and "
                            + shape.columns().stream().map(TableColumn::name).toList()));
    if (!bound.isTime() && !bound.isNumber()) {
      throw new TableProblem(
          "its 'cursor' must be a time or a number that grows. Found: "
              + bound.column().name()
              + " "
              + bound.column().type());
    }
    if (!bound.hasLagOfItsKind()) {
      throw new TableProblem(
          "its 'lag' has to be "
              + (bound.isTime() ? "a duration such as 10m" : "a number")
              + ", as its 'cursor' "
              + bound.column().name()
              + " is "
              + bound.column().type());
    }
    return bound;
  }

  private RowHash ranges(TableShape shape, Map<String, String> notes)
      throws SQLException, IOException, InterruptedException {
    KeyWalk walk = new KeyWalk(shape, RANGE);
    Connection connection = snapshot.take();
    Selection first;
    try {
      first = walk.next(connection).orElseThrow();
    } finally {
      snapshot.give(connection);
    }
    if (walk.ended()) {
      return new RangeReader(reading, shape, first, notes, once()).call();
    }
    List<Callable<RowHash>> readers = new ArrayList<>();
    readers.add(new RangeReader(reading, shape, first, notes, walk::next));
    for (int i = 1; i < snapshot.connections(); i++) {
      readers.add(new RangeReader(reading, shape, null, notes, walk::next));
    }
    return together(readers);
  }

  private static Ranges once() {
    return connection -> Optional.empty();
  }

  private RowHash together(List<Callable<RowHash>> readers)
      throws SQLException, IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(readers.size());
    try {
      List<Future<RowHash>> running = new ArrayList<>();
      readers.forEach(reader -> running.add(threads.submit(reader)));
      RowHash all = new RowHash();
      for (Future<RowHash> each : running) {
        all.with(each.get());
      }
      return all;
    } catch (ExecutionException e) {
      reading.failed().set(true);
      // Who reads by another connection would read to the end.
      snapshot.close();
      threads.shutdownNow();
      // Nobody may still write when the step is tried again.
      threads.awaitTermination(1, TimeUnit.MINUTES);
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
