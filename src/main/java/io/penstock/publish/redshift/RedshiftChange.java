package io.penstock.publish.redshift;

import io.penstock.publish.jdbc.LastingTransaction;
import io.penstock.publish.jdbc.SqlLedger;
import io.penstock.publish.protocol.ChangeSession;
import io.penstock.publish.protocol.ColumnChange;
import io.penstock.publish.protocol.FullRefreshRequired;
import io.penstock.publish.protocol.MergeStatements;
import io.penstock.publish.protocol.OrphanCleanup;
import io.penstock.publish.rows.ChecksumColumns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** What Redshift does of a publication by changed rows. */
final class RedshiftChange extends RedshiftSession implements ChangeSession<SQLException> {

  RedshiftChange(Connection c0, RedshiftTable table) {
    super(c0, table);
  }

  @Override
  public void alter(List<ColumnChange> changes) throws SQLException {
    for (ColumnChange change : changes) {
      execute(alter(change));
    }
  }

  @Override
  public Staging<SQLException> staging(String run) {
    return new RedshiftStaging(this, run);
  }

  @Override
  public MergeStatements<SQLException> statements(
      String run, StructType schema, ChecksumColumns compared) {
    return new RedshiftMerge(
        c0,
        table.server,
        publication,
        table.server.table(OrphanCleanup.name(publication.table(), run)),
        List.of(schema.fieldNames()),
        compared);
  }

  @Override
  public <T> T transact(String run, Work<T, SQLException> work)
      throws SQLException, FullRefreshRequired {
    return new LastingTransaction(c0, "", RedshiftErrors::isTransient, this::asked)
        .commit(run, work);
  }

  private boolean asked(String run) throws SQLException {
    try (Connection other = table.server.open()) {
      return new SqlLedger(other, new RedshiftLedger(table.server.schema())).isCommitted(run);
    }
  }
}
