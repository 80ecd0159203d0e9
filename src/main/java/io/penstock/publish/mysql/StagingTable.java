package io.penstock.publish.mysql;

import io.penstock.publish.Publication;
import io.penstock.publish.protocol.ChangeSession;
import io.penstock.publish.protocol.OrphanCleanup;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.NetChanges;
import io.penstock.publish.rows.Parts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table named after a run that holds changed rows before they enter the live one. Its columns are
 * those of the live table, so what does not fit there is refused here.
 */
final class StagingTable implements ChangeSession.Staging<SQLException> {
  private static final MySqlColumn OP =
      new MySqlColumn(NetChanges.OP, "char(1) NOT NULL", MySqlColumn.Form.TEXT);

  private final MySqlSession session;
  private final Publication publication;
  private final String run;
  private final String name;
  private Parts.Divided divided;

  StagingTable(MySqlSession session, String run) {
    this.session = session;
    this.publication = session.publication;
    this.run = run;
    this.name = OrphanCleanup.name(publication.table(), run);
  }

  @Override
  public int divide(Dataset<Row> rows, long count, long bytes) {
    divided = new Parts(publication.keys()).of(rows, count, bytes);
    return divided.parts();
  }

  @Override
  public void create() throws SQLException {
    session.execute(create(session.table.columns(), session.liveColumns()));
  }

  @Override
  public void load(ChecksumColumns compared) throws SQLException {
    List<MySqlColumn> sent = new ArrayList<>(session.table.columns());
    sent.add(OP);
    new PartLoader(
            session.table.server,
            publication.step(),
            run,
            name,
            sent,
            PartLoader.way(session.c0, publication, session.table.server))
        .loadAll(divided, compared);
  }

  private String create(List<MySqlColumn> columns, List<LiveColumn> live) {
    List<String> lines = new ArrayList<>();
    for (MySqlColumn column : columns) {
      LiveColumn there = LiveColumn.named(live, column.name()).orElseThrow();
      boolean key = publication.keys().stream().anyMatch(column.name()::equalsIgnoreCase);
      lines.add(
          MySqlStatements.quoted(column.name())
              + " "
              + there.type()
              + there.collation().map(collation -> " COLLATE " + collation).orElse("")
              + (key ? " NOT NULL" : " NULL"));
    }
    lines.add(MySqlStatements.quoted(OP.name()) + " " + OP.type());
    if (!publication.keys().isEmpty()) {
      lines.add("PRIMARY KEY (" + MySqlStatements.names(publication.keys()) + ")");
    }
    return "CREATE TABLE "
        + MySqlStatements.quoted(name)
        + lines.stream().collect(Collectors.joining(", ", " (", ")"))
        + " ENGINE="
        + MySqlStatements.ENGINE
        + " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT="
        + MySqlStatements.literal("penstock staging table of " + publication.table());
  }

  /** Not worth waiting for: the next publication drops it too. */
  @Override
  public void drop() throws SQLException {
    session.dropWithin(session.table.timeouts.readerSeconds(), name);
  }
}
