package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.ops.ProgressListener;
import io.penstock.publish.Publication;
import io.penstock.publish.jdbc.LockTimeouts;
import io.penstock.publish.protocol.ChangeSession;
import io.penstock.publish.protocol.SwapSession;
import io.penstock.publish.protocol.TargetSession;
import io.penstock.publish.protocol.TargetTable;
import io.penstock.publish.rows.Dialect;
import io.penstock.publish.rows.SourceProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One table of a MySQL or MariaDB database while it is published. */
final class MySqlTable implements TargetTable<SQLException> {
  final MySqlEndpoint server;
  final Publication publication;
  final LockTimeouts timeouts;
  final ProgressListener progress;
  private Optional<List<MySqlColumn>> columns = Optional.empty();
  private PartitioningTask dividing;

  MySqlTable(
      MySqlEndpoint server,
      Publication publication,
      LockTimeouts timeouts,
      ProgressListener progress) {
    this.server = server;
    this.publication = publication;
    this.timeouts = timeouts;
    this.progress = progress;
  }

  @Override
  public Dialect dialect() {
    return MySqlDialect.MYSQL;
  }

  @Override
  public void fit(StructType schema, SourceProfile profile) {
    columns = Optional.of(new ColumnPlan(publication, schema, profile).columns());
  }

  /** The columns that the rows need, once they have been fitted. */
  List<MySqlColumn> columns() {
    return columns.orElseThrow(() -> new IllegalStateException("no rows have been fitted"));
  }

  @Override
  public Prepared prepare(Dataset<Row> gold) {
    Dataset<Row> rows = WireRows.flattened(gold);
    dividing =
        PartitioningTask.begin(
            gold, publication.keys(), dialect().checksum(rows.schema(), publication));
    return dividing;
  }

  /** The prepared rows. */
  PartitioningTask.Divided divided() {
    return dividing.done();
  }

  @Override
  public SwapSession<SQLException> openSwap() throws SQLException {
    try {
      return new MySqlSwap(server.open(), this);
    } catch (SQLException e) {
      if (e.getErrorCode() != MySqlErrors.NO_SUCH_DATABASE) {
        throw e;
      }
      return new MySqlSwap(server.openCreating(), this);
    }
  }

  @Override
  public ChangeSession<SQLException> openChange() throws SQLException {
    return new MySqlChange(server.open(), this);
  }

  @Override
  public Optional<? extends TargetSession<SQLException>> openLook() throws SQLException {
    try {
      Connection connection = server.open();
      return Optional.of(new MySqlSession(connection, this));
    } catch (SQLException e) {
      if (e.getErrorCode() == MySqlErrors.NO_SUCH_DATABASE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public String creation() {
    return "CREATE TABLE " + MySqlStatements.quoted(publication.table());
  }
}
