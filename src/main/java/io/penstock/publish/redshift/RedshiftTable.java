package io.penstock.publish.redshift;

import io.penstock.ops.ProgressListener;
import io.penstock.publish.Publication;
import io.penstock.publish.jdbc.LockTimeouts;
import io.penstock.publish.protocol.ChangeSession;
import io.penstock.publish.protocol.SwapSession;
import io.penstock.publish.protocol.TargetSession;
import io.penstock.publish.protocol.TargetTable;
import io.penstock.publish.rows.SourceProfile;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One table of a Redshift database while it is published. */
final class RedshiftTable implements TargetTable<SQLException> {
  final RedshiftEndpoint server;
  final StagedFiles staged;
  final Publication publication;
  final LockTimeouts timeouts;
  final ProgressListener progress;
  private final RedshiftDialect dialect;
  private Optional<List<RedshiftColumn>> columns = Optional.empty();
  private Dataset<Row> prepared;

  RedshiftTable(
      RedshiftEndpoint server,
      StagedFiles staged,
      Publication publication,
      RedshiftDialect dialect,
      LockTimeouts timeouts,
      ProgressListener progress) {
    this.server = server;
    this.staged = staged;
    this.publication = publication;
    this.dialect = dialect;
    this.timeouts = timeouts;
    this.progress = progress;
  }

  @Override
  public RedshiftDialect dialect() {
    return dialect;
  }

  @Override
  public void fit(StructType schema, SourceProfile profile) {
    columns =
        Optional.of(new RedshiftColumns(publication, schema, profile, dialect.nested()).all());
  }

  /** The columns that the rows need, once they have been fitted. */
  List<RedshiftColumn> columns() {
    return columns.orElseThrow(() -> new IllegalStateException("no rows have been fitted"));
  }

  /** Nothing is divided: the rows are written by Spark's own tasks, and loaded at once. */
  @Override
  public Prepared prepare(Dataset<Row> gold) {
    prepared = dialect.flattened(gold);
    return new Prepared() {
      @Override
      public int parts() {
        return 1;
      }

      @Override
      public void close() {
        // Nothing has begun.
      }
    };
  }

  /** The prepared rows. */
  Dataset<Row> rows() {
    return prepared;
  }

  @Override
  public SwapSession<SQLException> openSwap() throws SQLException {
    return new RedshiftSwap(server.open(), this);
  }

  @Override
  public ChangeSession<SQLException> openChange() throws SQLException {
    return new RedshiftChange(server.open(), this);
  }

  @Override
  public Optional<? extends TargetSession<SQLException>> openLook() throws SQLException {
    return Optional.of(new RedshiftSession(server.open(), this));
  }

  @Override
  public String creation() {
    return "CREATE TABLE " + server.table(publication.table());
  }
}
