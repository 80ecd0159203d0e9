package io.penstock.land.mysql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One connection that reads range after range, into files of its own. */
final class RangeReader implements Callable<RowHash> {
  private static final long FILE_BYTES = 256L << 20;
  private static final int TOLD = 10_000;

  private final Reading reading;
  private final TableShape shape;
  private final Selection first;
  private final Map<String, String> notes;
  private final Ranges more;
  private final RowHash hash = new RowHash();
  private RowFile file;

  /**
   * @param first where it begins; null: with the next range
   */
  RangeReader(
      Reading reading, TableShape shape, Selection first, Map<String, String> notes, Ranges more) {
    this.reading = reading;
    this.shape = shape;
    this.first = first;
    this.notes = notes;
    this.more = more;
  }

  @Override
  public RowHash call() throws SQLException, IOException, InterruptedException {
    Connection connection = reading.snapshot().take();
    boolean whole = false;
    try {
      Optional<Selection> range = first == null ? more.next(connection) : Optional.of(first);
      if (first != null) {
        // A table without rows is a file without rows.
        file = RowFile.in(reading.files(), shape.columns(), notes);
      }
      while (range.isPresent() && !reading.failed().get()) {
        read(connection, range.get());
        range = more.next(connection);
      }
      if (file != null) {
        hash.with(file.keep());
        file = null;
      }
      whole = true;
      return hash;
    } catch (RowSupport.RowFailure e) {
      throw e.reason();
    } finally {
      if (whole) {
        reading.snapshot().give(connection);
      } else {
        // In the middle of a result only an end of the connection is clean.
        connection.abort(Runnable::run);
        reading.snapshot().give(connection);
      }
      if (file != null) {
        file.discard();
      }
    }
  }

  private void read(Connection connection, Selection range) throws SQLException, IOException {
    try (PreparedStatement select =
        connection.prepareStatement(
            shape.select() + range.where(),
            ResultSet.TYPE_FORWARD_ONLY,
            ResultSet.CONCUR_READ_ONLY)) {
      // Row by row: anything else would hold the whole result in memory.
      select.setFetchSize(Integer.MIN_VALUE);
      range.bind(select);
      try (ResultSet row = select.executeQuery()) {
        long read = 0;
        while (row.next()) {
          if (file == null) {
            file = RowFile.in(reading.files(), shape.columns(), notes);
          }
          file.write(row);
          if (++read % TOLD == 0) {
            reading.progress().accept(reading.done().addAndGet(TOLD));
            if (file.size() >= FILE_BYTES) {
              hash.with(file.keep());
              file = null;
            }
          }
        }
        reading.progress().accept(reading.done().addAndGet(read % TOLD));
      }
    }
  }
}
