package io.penstock.publish.redshift;

import io.penstock.ops.FaultPoint;
import io.penstock.publish.RetryPause;
import io.penstock.publish.jdbc.LastingTransaction;
import io.penstock.publish.jdbc.SqlLedger;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.spec.StagingSpec.Loader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Brings rows into a table of a run: they are written to S3 once, and loaded in one transaction
 * together with a line of the ledger. Whether that was committed the ledger says, never a guess.
 */
final class StageLoading {
  private static final int TRIES = 6;

  private final RedshiftTable table;
  private final String name;
  private final String run;

  /**
   * @param name the table of the run
   */
  StageLoading(RedshiftTable table, String name, String run) {
    this.table = table;
    this.name = name;
    this.run = run;
  }

  void load(Dataset<Row> rows, List<RedshiftColumn> columns, ChecksumColumns compared)
      throws SQLException {
    if (table.staged.place().loader() == Loader.CONNECTOR) {
      new ConnectorLoader(table, name, run).load(rows, columns, compared);
      return;
    }
    StagedRows written = table.staged.write(table, name, rows, columns, compared);
    FaultPoint.pass(table.publication.step(), "files-written");
    for (int i = 1; ; i++) {
      try {
        new CopyLoader(table, name, run).load(written);
        break;
      } catch (SQLException e) {
        if (LastingTransaction.isLost(e) && isLoaded()) {
          break;
        }
        if (!RedshiftErrors.isTransient(e) || i == TRIES) {
          throw e;
        }
        RetryPause.after(i);
        if (isLoaded()) {
          break;
        }
      }
    }
    FaultPoint.pass(table.publication.step(), "copied");
    table.staged.remove(name);
  }

  /** Asked on another connection; a transaction that is still under way is waited for there. */
  boolean isLoaded() throws SQLException {
    for (int i = 1; ; i++) {
      try (Connection other = table.server.open()) {
        return new SqlLedger(other, new RedshiftLedger(table.server.schema())).loaded(run).parts()
            > 0;
      } catch (SQLException e) {
        if (!RedshiftErrors.isTransient(e) || i == TRIES) {
          throw e;
        }
        RetryPause.after(i);
      }
    }
  }
}
