package io.penstock.publish.mysql;

import io.penstock.ops.FaultPoint;
import io.penstock.publish.Publication;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.NetChanges;
import io.penstock.publish.rows.Parts;
import io.penstock.spec.OutsideException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table named after a run that holds changed rows before they enter the live one. Its columns are
 * those of the live table, so what does not fit there is refused here.
 */
final class StagingTable {
  private static final MySqlColumn OP =
      new MySqlColumn(NetChanges.OP, "char(1) NOT NULL", MySqlColumn.Form.TEXT);

  private final Connection c0;
  private final MySqlEndpoint server;
  private final Publication publication;
  private final String run;
  private final String name;

  StagingTable(Connection c0, MySqlEndpoint server, Publication publication, String run) {
    this.c0 = c0;
    this.server = server;
    this.publication = publication;
    this.run = run;
    this.name = OrphanCleanup.name(publication.table(), run);
  }

  String name() {
    return name;
  }

  /**
   * Makes it and loads it.
   *
   * @param rows the table's columns and {@link NetChanges#OP}
   * @param bytes about how many they are
   * @return the row hash of the rows that are to be written
   * @throws OutsideException if other rows arrived than were sent
   */
  long fill(
      ControlTables control,
      PublicationState at,
      Dataset<Row> rows,
      long expected,
      long bytes,
      ChecksumColumns hashed,
      List<MySqlColumn> columns,
      List<LiveColumn> live)
      throws SQLException {
    Parts.Divided divided = new Parts(publication.keys()).of(rows, expected, bytes);
    control.begin(publication, run, Optional.of(at.version()), divided.parts(), expected);
    FaultPoint.pass(publication.step(), "run-begun");
    execute(create(columns, live));
    FaultPoint.pass(publication.step(), "stage-created");
    List<MySqlColumn> sent = new ArrayList<>(columns);
    sent.add(OP);
    new PartLoader(
            server, publication.step(), run, name, sent, PartLoader.way(c0, publication, server))
        .loadAll(divided, hashed);
    FaultPoint.pass(publication.step(), "staged");
    long committed = control.committedRows(run);
    if (committed != expected) {
      throw OutsideException.ofTransient(
          publication.place()
              + ": cannot publish '"
              + publication.table()
              + "' because the staged rows are not those of the lake. Found: "
              + committed
              + " staged, "
              + expected
              + " in the lake. Run again; readers still see the version before.",
          null);
    }
    return control.checksum(run);
  }

  private String create(List<MySqlColumn> columns, List<LiveColumn> live) {
    List<String> lines = new ArrayList<>();
    for (MySqlColumn column : columns) {
      LiveColumn there = LiveColumn.named(live, column.name()).orElseThrow();
      boolean key = publication.keys().stream().anyMatch(column.name()::equalsIgnoreCase);
      lines.add(
          MySqlText.quoted(column.name())
              + " "
              + there.type()
              + there.collation().map(collation -> " COLLATE " + collation).orElse("")
              + (key ? " NOT NULL" : " NULL"));
    }
    lines.add(MySqlText.quoted(OP.name()) + " " + OP.type());
    if (!publication.keys().isEmpty()) {
      lines.add("PRIMARY KEY (" + MySqlText.names(publication.keys()) + ")");
    }
    return "CREATE TABLE "
        + MySqlText.quoted(name)
        + lines.stream().collect(Collectors.joining(", ", " (", ")"))
        + " ENGINE="
        + MySqlText.ENGINE
        + " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT="
        + MySqlText.literal("penstock stage of " + publication.table());
  }

  /** Not worth waiting for: the next publication drops it too. */
  void drop(LockTimeouts patience) throws SQLException {
    Transactions.requireNone(c0);
    execute("SET SESSION lock_wait_timeout = " + patience.readerSeconds());
    execute("DROP TABLE IF EXISTS " + MySqlText.quoted(name));
  }

  private void execute(String text) throws SQLException {
    try (Statement sql = c0.createStatement()) {
      sql.execute(text);
    }
  }
}
