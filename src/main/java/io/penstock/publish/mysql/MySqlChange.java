package io.penstock.publish.mysql;

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

/** What MySQL does of a publication by changed rows. */
final class MySqlChange extends MySqlSession implements ChangeSession<SQLException> {
  private static final String ISOLATION = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

  MySqlChange(Connection c0, MySqlTable table) {
    super(c0, table);
  }

  @Override
  public void alter(List<ColumnChange> changes) throws SQLException {
    String indexes = new IndexFit(c0, publication.table()).clauses(table.columns());
    new PatientDdl(c0, table.server, publication, table.timeouts).run(statement(changes) + indexes);
  }

  @Override
  public Staging<SQLException> staging(String run) {
    return new StagingTable(this, run);
  }

  @Override
  public MergeStatements<SQLException> statements(
      String run, StructType schema, ChecksumColumns compared) {
    return new MySqlMerge(
        c0,
        publication,
        OrphanCleanup.name(publication.table(), run),
        List.of(schema.fieldNames()),
        compared);
  }

  @Override
  public <T> T transact(String run, Work<T, SQLException> work)
      throws SQLException, FullRefreshRequired {
    return new LastingTransaction(c0, ISOLATION, MySqlErrors::isTransient, this::asked)
        .commit(run, work);
  }

  private boolean asked(String run) throws SQLException {
    try (Connection other = table.server.open()) {
      return new SqlLedger(other, MySqlLedger.MYSQL).isCommitted(run);
    }
  }
}
