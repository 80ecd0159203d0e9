package io.penstock.publish.mysql;

import io.penstock.ops.Conservation;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.Progress;
import io.penstock.plan.Published;
import io.penstock.publish.Publication;
import io.penstock.publish.Target;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.Parts;
import io.penstock.publish.rows.SourceProfile;
import io.penstock.publish.rows.TableChecksum;
import io.penstock.spec.OutsideException;
import io.penstock.spec.RefusedException;
import io.penstock.sql.ListedRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The full refresh: a shadow table is loaded beside the live one, verified, and takes its place by
 * one RENAME. Lock and RENAME share one connection that never reconnects: whoever lost the lock
 * cannot publish. Until the RENAME nothing that readers see has changed.
 */
final class SwapProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(SwapProtocol.class);

  private final MySqlEndpoint server;
  private final Publication publication;
  private final Progress progress;
  private final LockTimeouts patience;
  private final String generation = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final String shadow;
  private final StepTimer laps;
  private long written;

  SwapProtocol(
      MySqlEndpoint server, Publication publication, Progress progress, LockTimeouts patience) {
    this.server = server;
    this.publication = publication;
    this.progress = progress;
    this.patience = patience;
    this.laps = new StepTimer(publication.step());
    this.shadow = OrphanCleanup.name(publication.table(), generation);
  }

  /**
   * @param source the rows of the publication's source version
   * @param inLake how many they are by the log of the lake's table
   * @param reason why the whole table is published
   */
  Target.Delivered run(Dataset<Row> source, long inLake, String reason) throws SQLException {
    Dataset<Row> gold = ListedRows.of(source);
    laps.end("looking its files up");
    Dataset<Row> rows = WireRows.flattened(gold);
    ChecksumColumns hashed = MySqlDialect.MYSQL.checksum(rows.schema(), publication);
    try (Dividing dividing = Dividing.begin(gold, publication.keys(), hashed)) {
      return run(rows, inLake, dividing, hashed, reason);
    }
  }

  private Target.Delivered run(
      Dataset<Row> rows, long inLake, Dividing dividing, ChecksumColumns hashed, String reason)
      throws SQLException {
    SourceProfile figures = SourceProfile.of(rows, publication, MySqlDialect.MYSQL);
    new Conservation(publication.step())
        .same(inLake, "in the log of " + publication.from(), figures.rows(), "when they were read");
    laps.end("looking at the rows");
    List<MySqlColumn> columns = new PreFlight(publication, rows.schema(), figures).columns();
    try (Connection c0 = open()) {
      TargetLock.take(c0, publication, patience);
      try {
        List<String> left = swap(c0, dividing, columns, figures, hashed);
        return new Target.Delivered(
            new Counts(inLake, written, 0, 0, 0, 0, 0, 0),
            "version "
                + publication.source().version()
                + ", all rows because "
                + reason
                + "; every row compared"
                + OrphanCleanup.told(left));
      } catch (Throwable e) {
        dropShadow(c0);
        throw e;
      }
    }
  }

  private List<String> swap(
      Connection c0,
      Dividing dividing,
      List<MySqlColumn> columns,
      SourceProfile figures,
      ChecksumColumns hashed)
      throws SQLException {
    ControlTables control = new ControlTables(c0);
    control.create();
    Optional<LiveTable> live = LiveTable.find(c0, publication.table());
    TableSwap exchange = new TableSwap(c0, server, publication, patience, shadow);
    requireOurs(c0, control, live);
    control.requireOwner(publication);
    exchange.requireRoom(live);
    List<LiveColumn> liveColumns =
        live.isPresent() ? LiveColumn.of(c0, publication.table()) : List.of();
    DdlGuard.check(publication, columns, liveColumns);
    List<String> left = new OrphanCleanup(c0, control).drop(publication.table());
    long fence = control.nextFence(publication.table());
    Dividing.Divided divided;
    try (Heartbeat heart = new Heartbeat(c0)) {
      divided = dividing.done();
    }
    laps.end("locking, and waiting for the parts");
    control.begin(
        publication, generation, Optional.empty(), divided.parts().parts(), figures.rows());
    FaultPoint.pass(publication.step(), "run-begun");
    String comment = LiveTable.comment(live, generation);
    execute(
        c0,
        MySqlText.create(
            shadow,
            LiveColumn.commented(columns, liveColumns),
            publication.keys(),
            collation(c0, figures),
            comment));
    FaultPoint.pass(publication.step(), "shadow-created");
    load(c0, columns, divided, hashed);
    laps.end("loading");
    FaultPoint.pass(publication.step(), "loaded");
    TableChecksum sent = figures.totals().withRowHash(control.checksum(generation));
    verify(c0, control, divided.parts(), sent);
    laps.end("comparing");
    FaultPoint.pass(publication.step(), "verified");
    new Indexes(c0, shadow).add(publication.indexes(), live, columns);
    laps.end("indexing");
    FaultPoint.pass(publication.step(), "indexed");
    if (live.isPresent()) {
      DeleteGuard.check(c0, publication, shadow);
    }
    control.publish(publication, generation, fence, sent);
    FaultPoint.pass(publication.step(), "before-rename");
    exchange.run(live, generation);
    FaultPoint.pass(publication.step(), "after-rename");
    tidy(control);
    laps.end("swapping");
    return left;
  }

  private void load(
      Connection c0, List<MySqlColumn> columns, Dividing.Divided divided, ChecksumColumns hashed)
      throws SQLException {
    try (Heartbeat heart = new Heartbeat(c0)) {
      new PartLoader(
              server,
              publication.step(),
              generation,
              shadow,
              columns,
              PartLoader.way(c0, publication, server))
          .loadAll(divided, hashed);
      progress.at(1, 1, "parts");
    }
  }

  // It is published; what is left to do the next publication would do as well.
  private void tidy(ControlTables control) {
    try {
      control.settle(publication.table(), generation);
      FaultPoint.pass(publication.step(), "settled");
    } catch (SQLException e) {
      LOG.warn(
          "'{}' is published, but its old ledger rows remain: {}",
          publication.table(),
          e.getMessage());
    }
  }

  // A failed load may leave gigabytes behind. Not worth waiting for: the next publication tries
  // too.
  private void dropShadow(Connection c0) {
    try {
      Transactions.requireNone(c0);
      execute(c0, "SET SESSION lock_wait_timeout = " + patience.readerSeconds());
      execute(c0, "DROP TABLE IF EXISTS " + MySqlText.quoted(shadow));
    } catch (SQLException | RuntimeException e) {
      LOG.info("the shadow table {} is left to the next publication", shadow, e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection open() throws SQLException {
    try {
      return server.open();
    } catch (SQLException e) {
      if (e.getErrorCode() != 1049) {
        throw e;
      }
      return server.openCreating();
    }
  }

  private void requireOurs(Connection c0, ControlTables control, Optional<LiveTable> live)
      throws SQLException {
    if (live.isEmpty()) {
      return;
    }
    String place =
        "Step '"
            + publication.step()
            + "' ("
            + publication.at()
            + "): cannot publish '"
            + publication.table()
            + "' because ";
    if (live.get().generation().isEmpty() && !control.knows(publication.table())) {
      throw new RefusedException(
          place
              + "a table of that name is there that Penstock did not make. Rename or drop it, or"
              + " choose another 'table'.");
    }
    Optional<Published> current =
        live.get().generation().isEmpty()
            ? Optional.empty()
            : control.publication(publication.table(), live.get().generation().get());
    if (current.isPresent()
        && current.get().generation().equals(publication.source().generation())
        && current.get().version() > publication.source().version()) {
      throw OutsideException.ofTransient(
          place
              + "another run has published a newer version. Found: version "
              + current.get().version()
              + " there, "
              + publication.source().version()
              + " here. Nothing is to be done; the next run compares again.",
          null);
    }
    List<String> dependents = live.get().dependents(c0);
    if (!dependents.isEmpty()) {
      throw new RefusedException(
          place
              + "something is tied to the table that a swap would cut. Found: "
              + String.join(", ", dependents)
              + ". Drop it, or choose another 'table'.");
    }
  }

  private static String collation(Connection c0, SourceProfile figures) throws SQLException {
    if (figures.distinctTrimmedKeys() == figures.distinctKeys()) {
      return "utf8mb4_bin";
    }
    // Keys that differ in trailing spaces only are one key to a collation that pads. MariaDB takes
    // MySQL's name for another collation, so its own comes first.
    try (Statement sql = c0.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT COLLATION_NAME FROM information_schema.COLLATIONS WHERE COLLATION_NAME IN"
                    + " ('utf8mb4_0900_bin', 'utf8mb4_nopad_bin') ORDER BY COLLATION_NAME DESC")) {
      return row.next() ? row.getString(1) : "utf8mb4_bin";
    }
  }

  private void verify(
      Connection c0, ControlTables control, Parts.Divided divided, TableChecksum sent)
      throws SQLException {
    long committed = control.committedRows(generation);
    ChecksumColumns made = MySqlDialect.checksumOfNew(divided.rows().schema(), publication);
    TableChecksum there =
        new TableTotals(server, shadow, made).compute(c0, publication.keys(), divided);
    written = there.rows();
    if (committed != sent.rows() || !there.equals(sent)) {
      throw OutsideException.ofTransient(
          "Step '"
              + publication.step()
              + "': cannot publish '"
              + publication.table()
              + "' because the loaded rows are not those of the lake. Found: "
              + sent
              + " in the lake, "
              + there
              + " in the shadow table, "
              + committed
              + " rows in the ledger. Run again; readers still see the version before.",
          null);
    }
  }
}
