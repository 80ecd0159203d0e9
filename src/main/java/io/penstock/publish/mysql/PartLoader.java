package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.ops.FaultPoint;
import io.penstock.publish.Publication;
import io.penstock.publish.RetryPause;
import io.penstock.publish.rows.AdjacentPartitions;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.Parts;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads one part into the shadow table in one transaction that begins with the part's row in the
 * ledger. A part that is there already was committed by an earlier attempt, whose answer got lost:
 * it is compared, not loaded again. Runs in a Spark task.
 */
record PartLoader(
    MySqlEndpoint server,
    String step,
    String runId,
    String shadow,
    List<MySqlColumn> columns,
    Way way)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PartLoader.class);
  static final int DUPLICATE = 1062;
  private static final int TRIES = 6;

  /** How rows reach the server. */
  enum Way {
    LOAD_DATA,
    INSERT
  }

  /** The fastest way that the server allows. */
  static Way way(Connection c0, Publication publication, MySqlEndpoint server) throws SQLException {
    try (Statement sql = c0.createStatement();
        ResultSet row = sql.executeQuery("SELECT @@GLOBAL.local_infile")) {
      row.next();
      if (row.getInt(1) == 1) {
        return Way.LOAD_DATA;
      }
      LOG.warn(
          "{}: local_infile is off on {}, so rows go by INSERT, which is slower; SET GLOBAL"
              + " local_infile = 1 there would help",
          publication.step(),
          server.display());
      return Way.INSERT;
    }
  }

  /** Loads every part, in Spark's tasks. */
  void loadAll(Parts.Divided parts, ChecksumColumns hashed) {
    if (way == Way.LOAD_DATA) {
      loadAll(Lines.of(parts, hashed));
      return;
    }
    AdjacentPartitions.together(
            WireRows.values(parts.rows(), hashed).javaRDD().rdd(), parts.parts())
        .foreachPartition(rows -> load(TaskContext.getPartitionId(), new InsertedRows(this, rows)));
  }

  /** The same, where rows have been divided already. */
  void loadAll(PartitioningTask.Divided divided, ChecksumColumns hashed) {
    if (way == Way.LOAD_DATA) {
      loadAll(divided.lines());
    } else {
      loadAll(divided.parts(), hashed);
    }
  }

  private void loadAll(Lines lines) {
    LineWriter writer = lines.writer();
    lines
        .rows()
        .foreachPartition(
            rows -> load(TaskContext.getPartitionId(), new StreamedRows(this, rows, writer)));
  }

  /** A connection, and whether the part is this attempt's to load. */
  private record Begun(Connection connection, boolean mine) {}

  /**
   * Loads a part.
   *
   * @return how many rows it has
   * @throws SQLException with the server's word and nothing else in it: the driver's own exceptions
   *     do not survive the way from a task, and without them nobody can tell what went wrong
   */
  long load(int part, PartRows rows) throws SQLException {
    try {
      return once(part, rows);
    } catch (SQLException e) {
      SQLException plain = new SQLException(e.getMessage(), e.getSQLState(), e.getErrorCode());
      plain.setStackTrace(e.getStackTrace());
      throw plain;
    }
  }

  private long once(int part, PartRows rows) throws SQLException {
    Begun begun = begin(part);
    Connection connection = begun.connection();
    boolean ended = false;
    try {
      if (!begun.mine()) {
        ended = true;
        return compare(part, rows);
      }
      FaultPoint.pass(step, "part-claimed");
      PartRows.Sent sent = rows.sendTo(connection);
      FaultPoint.pass(step, "part-loaded");
      finish(connection, part, sent);
      FaultPoint.pass(step, "part-entered");
      commit(connection, part);
      FaultPoint.pass(step, "part-committed");
      ended = true;
      return sent.rows();
    } finally {
      // After a failure in mid-stream a rollback would be sent as rows: only an abort is clean.
      if (ended) {
        connection.close();
      } else {
        connection.abort(Runnable::run);
      }
    }
  }

  // No row has been taken from the iterator yet, so this much can be tried again. A twin's
  // transaction, or a dead attempt's that the server still rolls back, holds the ledger's row.
  private Begun begin(int part) throws SQLException {
    for (int i = 1; ; i++) {
      Connection connection = null;
      try {
        connection = server.open();
        connection.setAutoCommit(false);
        return new Begun(connection, claim(connection, part));
      } catch (SQLException e) {
        if (connection != null) {
          connection.abort(Runnable::run);
        }
        if (!MySqlErrors.isTransient(e) || i == TRIES) {
          throw e;
        }
        RetryPause.after(i);
      }
    }
  }

  private boolean claim(Connection connection, int part) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO `_penstock_part` (load_id, part_id) VALUES (?, ?)")) {
      insert.setString(1, runId);
      insert.setInt(2, part);
      insert.executeUpdate();
      return true;
    } catch (SQLException e) {
      if (e.getErrorCode() == DUPLICATE) {
        connection.rollback();
        return false;
      }
      throw e;
    }
  }

  private long compare(int part, PartRows rows) throws SQLException {
    PartRows.Sent mine = rows.counted();
    Optional<PartRows.Sent> committed = committed(part);
    if (!committed.equals(Optional.of(mine))) {
      throw new SQLException(
          "part " + part + " was committed as " + committed + ", but is " + mine + " now");
    }
    return mine.rows();
  }

  private void finish(Connection connection, int part, PartRows.Sent sent) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE `_penstock_part` SET `rows` = ?, checksum = ?, committed_at = UTC_TIMESTAMP(6)"
                + " WHERE load_id = ? AND part_id = ?")) {
      update.setLong(1, sent.rows());
      update.setLong(2, sent.checksum());
      update.setString(3, runId);
      update.setInt(4, part);
      update.executeUpdate();
    }
  }

  // A lost answer to COMMIT leaves open whether it happened; only the ledger knows.
  private void commit(Connection connection, int part) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (committed(part).isEmpty()) {
        throw e;
      }
    }
  }

  // A locking read: it waits for the end of a COMMIT that is still under way.
  private Optional<PartRows.Sent> committed(int part) throws SQLException {
    for (int i = 1; ; i++) {
      try (Connection connection = server.open();
          PreparedStatement select =
              connection.prepareStatement(
                  "SELECT `rows`, checksum FROM `_penstock_part` WHERE load_id = ? AND part_id = ?"
                      + " FOR UPDATE")) {
        select.setString(1, runId);
        select.setInt(2, part);
        try (ResultSet found = select.executeQuery()) {
          return found.next()
              ? Optional.of(new PartRows.Sent(found.getLong(1), found.getLong(2)))
              : Optional.empty();
        }
      } catch (SQLException e) {
        if (!MySqlErrors.isTransient(e) || i == TRIES) {
          throw e;
        }
        RetryPause.after(i);
      }
    }
  }
}
