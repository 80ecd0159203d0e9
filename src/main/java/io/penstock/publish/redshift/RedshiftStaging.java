package io.penstock.publish.redshift;

import io.penstock.publish.protocol.ChangeSession;
import io.penstock.publish.protocol.OrphanCleanup;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.NetChanges;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** A table named after a run that holds changed rows before they enter the live one. */
final class RedshiftStaging implements ChangeSession.Staging<SQLException> {
  private static final RedshiftColumn OP =
      new RedshiftColumn(
          NetChanges.OP, "varchar(1)", DataTypes.StringType, RedshiftColumn.Form.PLAIN);

  private final RedshiftSession session;
  private final String run;
  private final String name;
  private Dataset<Row> rows;

  RedshiftStaging(RedshiftSession session, String run) {
    this.session = session;
    this.run = run;
    this.name = OrphanCleanup.name(session.publication.table(), run);
  }

  private List<RedshiftColumn> columns() {
    List<RedshiftColumn> columns = new ArrayList<>(session.table.columns());
    columns.add(OP);
    return columns;
  }

  @Override
  public int divide(Dataset<Row> changed, long count, long bytes) {
    rows = changed;
    return 1;
  }

  @Override
  public void create() throws SQLException {
    session.execute(RedshiftStatements.createStage(session.table.server.table(name), columns()));
  }

  @Override
  public void load(ChecksumColumns compared) throws SQLException {
    new StageLoading(session.table, name, run).load(rows, columns(), compared);
  }

  @Override
  public void drop() throws SQLException {
    session.table.staged.remove(name);
    session.dropTable(name);
  }
}
