package io.penstock.publish.mysql;

import io.penstock.lake.Lake;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Publication;
import io.penstock.publish.Target;
import io.penstock.publish.rows.ChangeSet;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.TableChecksum;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.RefusedException;
import io.penstock.sql.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a published table to another version by the rows that changed: they are staged beside it,
 * and enter it in one transaction together with the number of the version. Lock and transaction
 * share one connection that never reconnects.
 */
final class ChangeProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeProtocol.class);

  /**
   * From this share of changed rows on, loading all of them takes less time; measured in bench/.
   */
  private static final double CHEAPER_ANEW = 0.25;

  /** Fewer changes than these are never worth a whole table. */
  private static final long FEW = 10_000;

  private final MySqlEndpoint server;
  private final Publication publication;
  private final GoldTable gold;
  private final LockTimeouts patience;
  private final String run = UUID.randomUUID().toString().replace("-", "").substring(0, 12);

  ChangeProtocol(
      MySqlEndpoint server, Publication publication, GoldTable gold, LockTimeouts patience) {
    this.server = server;
    this.publication = publication;
    this.gold = gold;
    this.patience = patience;
  }

  /**
   * Sends what changed.
   *
   * @throws FullRefreshRequired if that is not possible, or not worth it; nothing has changed then
   */
  Target.Delivered update() throws SQLException, FullRefreshRequired {
    try (Connection c0 = server.open()) {
      TargetLock.take(c0, publication, patience);
      ControlTables control = new ControlTables(c0);
      control.create();
      PublicationState at = standing(c0, control);
      List<String> left = new OrphanCleanup(c0, control).drop(publication.table());
      FaultPoint.pass(publication.step(), "leftovers-dropped");
      if (at.version() == gold.version()) {
        control.settle(publication.table(), at.generation());
        return new Target.Delivered(
            Counts.NONE,
            "version "
                + at.version()
                + " was there; closed the books of a killed run"
                + OrphanCleanup.told(left));
      }
      requireForward(at);
      StepTimer laps = new StepTimer(publication.step());
      try (Heartbeat heart = new Heartbeat(c0);
          ChangeSet changes = changes(at)) {
        heart.close();
        laps.end("finding the changes");
        Target.Delivered delivered = send(c0, control, at, changes);
        return new Target.Delivered(
            delivered.counts(),
            "changes of version "
                + (at.version() + 1)
                + (gold.version() > at.version() + 1 ? " to " + gold.version() : "")
                + delivered.detail()
                + OrphanCleanup.told(left));
      }
    }
  }

  /**
   * Sends all rows, and removes what the lake no longer has, in a table that holds rows of others
   * too, so that no other table may take its place.
   */
  Target.Delivered whole(String reason) throws SQLException, FullRefreshRequired {
    try (Connection c0 = server.open()) {
      TargetLock.take(c0, publication, patience);
      ControlTables control = new ControlTables(c0);
      control.create();
      PublicationState at = standing(c0, control);
      List<String> left = new OrphanCleanup(c0, control).drop(publication.table());
      try (Heartbeat heart = new Heartbeat(c0);
          ChangeSet changes =
              ChangeSet.whole(at.version(), publication, gold, MySqlDialect.MYSQL)) {
        heart.close();
        Target.Delivered delivered = send(c0, control, at, changes);
        return new Target.Delivered(
            delivered.counts(),
            "version "
                + gold.version()
                + ", all rows into a table with rows of others because "
                + reason
                + delivered.detail()
                + OrphanCleanup.told(left));
      }
    }
  }

  /** What {@link #update} would do. */
  String preview() throws SQLException, FullRefreshRequired {
    try (Connection c0 = server.open()) {
      PublicationState at = standing(c0, new ControlTables(c0));
      if (at.version() == gold.version()) {
        return "close the books of version " + at.version();
      }
      requireForward(at);
      try (ChangeSet changes = changes(at)) {
        List<MySqlColumn> columns =
            new PreFlight(publication, changes.schema(), changes.figures()).columns();
        List<LiveColumn> live = LiveColumn.of(c0, publication.table());
        List<Layout.Change> ddl = Layout.changes(columns, live, gone(at, changes.schema(), live));
        requireAllowed(ddl);
        return changes.inserts()
            + " rows to insert, "
            + changes.updates()
            + " to update, "
            + changes.deletes()
            + (publication.delivery().deletes() == PublishSpec.Deletes.NONE
                ? " gone from the lake that stay"
                : " to delete")
            + (ddl.isEmpty() ? "" : "; " + alter(ddl));
      }
    }
  }

  private PublicationState standing(Connection c0, ControlTables control)
      throws SQLException, FullRefreshRequired {
    control.requireOwner(publication);
    Optional<PublicationState> at = Optional.empty();
    Optional<String> generation =
        LiveTable.find(c0, publication.table()).flatMap(LiveTable::generation);
    if (generation.isPresent()) {
      at = control.standing(publication.table(), generation.get());
    }
    return at.orElseThrow(() -> new FullRefreshRequired("the target does not have it yet"));
  }

  private void requireForward(PublicationState at) {
    if (at.version() > gold.version()) {
      throw OutsideException.ofTransient(
          publication.place()
              + ": cannot publish '"
              + publication.table()
              + "' because another run has published a newer version. Found: version "
              + at.version()
              + " there, "
              + gold.version()
              + " here. Nothing is to be done; the next run compares again.",
          null);
    }
  }

  private ChangeSet changes(PublicationState at) throws FullRefreshRequired {
    if (!at.tableId().equals(publication.source().generation())) {
      throw new FullRefreshRequired("'" + publication.from() + "' was made anew");
    }
    ChangeSet changes;
    try {
      changes = ChangeSet.since(at.version(), publication, gold, MySqlDialect.MYSQL);
    } catch (Lake.ChangesGone e) {
      throw new FullRefreshRequired(
          "the changes of '"
              + publication.from()
              + "' since version "
              + at.version()
              + " can no longer be read");
    }
    long rows = Math.max(1, at.gold().rows());
    if (changes.keys() > FEW && changes.keys() > CHEAPER_ANEW * rows) {
      changes.close();
      throw new FullRefreshRequired(
          changes.keys() + " of " + rows + " rows changed, which is faster to load anew");
    }
    return changes;
  }

  private Target.Delivered send(
      Connection c0, ControlTables control, PublicationState at, ChangeSet changes)
      throws SQLException, FullRefreshRequired {
    List<MySqlColumn> columns =
        new PreFlight(publication, changes.schema(), changes.figures()).columns();
    List<LiveColumn> live = LiveColumn.of(c0, publication.table());
    List<Layout.Change> ddl = Layout.changes(columns, live, gone(at, changes.schema(), live));
    if (changes.whole()) {
      requireAdditive(ddl);
    }
    requireAllowed(ddl);
    if (!ddl.isEmpty()) {
      String indexes = new IndexFit(c0, publication.table()).clauses(columns);
      new PatientDdl(c0, server, publication, patience).run(alter(ddl) + indexes, "altered");
    }
    long fence = control.raiseFence(publication.table(), at.generation());
    StagingTable stage = new StagingTable(c0, server, publication, run);
    StepTimer laps = new StepTimer(publication.step());
    long deletes =
        publication.delivery().deletes() == PublishSpec.Deletes.NONE ? 0 : changes.deletes();
    ChecksumColumns hashed = MySqlDialect.MYSQL.checksum(changes.schema(), publication);
    long rowHash;
    try {
      try (Heartbeat heart = new Heartbeat(c0)) {
        rowHash =
            stage.fill(
                control,
                at,
                changes.toSend(publication.delivery().deletes()),
                changes.figures().rows() + deletes,
                changes.figures().bytes() + 20 * deletes,
                hashed,
                columns,
                LiveColumn.of(c0, publication.table()));
      }
      laps.end("staging");
      Merge.Room room =
          new Merge.Room(
              c0,
              control,
              publication,
              at,
              gold,
              stage.name(),
              run,
              !ddl.isEmpty() || !at.sameMethod() || otherColumns(at));
      TableChecksum expected = changes.figures().totals().withRowHash(rowHash);
      Merge.requireCount(room, changes, expected);
      // Now, because no job of Spark may run inside the transaction.
      Optional<TableChecksum> inLake = Merge.wholeOfLake(room, changes, hashed, expected);
      laps.end("looking at the lake");
      Merge merge = new Merge(room, changes, hashed, expected, inLake);
      Merge.Done done = new MergeTransaction(c0, server, publication, run).commit(merge, fence);
      laps.end("merging");
      tidy(control, stage, at);
      return new Target.Delivered(
          done.counts(), (ddl.isEmpty() ? "" : "; " + alter(ddl)) + done.told());
    } catch (Throwable e) {
      // The server may be gone; then the next run finds it.
      tidyAfterFailure(stage);
      throw e;
    }
  }

  // It is published; what is left to do the next publication would do as well.
  private void tidy(ControlTables control, StagingTable stage, PublicationState at) {
    try {
      stage.drop(patience);
      FaultPoint.pass(publication.step(), "stage-dropped");
      control.settle(publication.table(), at.generation());
      FaultPoint.pass(publication.step(), "settled");
    } catch (SQLException e) {
      LOG.warn(
          "'{}' is published, but its stage or its ledger rows remain: {}",
          publication.table(),
          e.getMessage());
    }
  }

  private void tidyAfterFailure(StagingTable stage) {
    try {
      stage.drop(patience);
    } catch (SQLException | RuntimeException e) {
      LOG.info("the stage {} is left to the next publication", stage.name(), e);
    }
  }

  /** Columns that the lake had when the table was published and no longer has. */
  private Collection<String> gone(PublicationState at, StructType now, List<LiveColumn> live) {
    List<String> names = List.of(now.fieldNames());
    Predicate<String> lost = name -> names.stream().noneMatch(name::equalsIgnoreCase);
    // To look into an old version takes a while, and is asked only where it can matter.
    if (live.stream().map(LiveColumn::name).noneMatch(lost)) {
      return List.of();
    }
    try {
      return Arrays.stream(gold.rowsAt(at.version()).columns()).filter(lost).toList();
    } catch (Exception e) {
      // Spark throws checked exceptions without declaring them.
      LOG.info("version {} of {} can no longer be read", at.version(), publication.from(), e);
      return List.of();
    }
  }

  /**
   * Whether the lake's table had other columns when it was published. Whether the target has just
   * been altered does not tell: a killed run may have done that, or its administrator.
   */
  private boolean otherColumns(PublicationState at) {
    try {
      return !Engine.sameType(gold.rowsAt(at.version()).schema(), gold.rows().schema());
    } catch (Exception e) {
      LOG.info("version {} of {} can no longer be read", at.version(), publication.from(), e);
      return true;
    }
  }

  private String alter(List<Layout.Change> ddl) {
    return "ALTER TABLE "
        + MySqlText.quoted(publication.table())
        + " "
        + ddl.stream().map(Layout.Change::ddl).collect(Collectors.joining(", "));
  }

  // Another table would take the place of this one, and others' rows would go with it.
  private void requireAdditive(List<Layout.Change> ddl) {
    if (!ddl.stream().allMatch(Layout.Change::additive)) {
      throw new RefusedException(
          publication.place()
              + ": cannot change the columns of '"
              + publication.table()
              + "' because it holds rows of others, which would go with the table. Found: "
              + alter(ddl)
              + ". Change the columns there by hand, remove the rows of others, or choose 'deletes:"
              + " mirror' to have them removed.");
    }
  }

  private void requireAllowed(List<Layout.Change> ddl) throws FullRefreshRequired {
    if (ddl.isEmpty()) {
      return;
    }
    boolean additive = ddl.stream().allMatch(Layout.Change::additive);
    PublishSpec.Ddl allowed = publication.delivery().ddl();
    if (allowed == PublishSpec.Ddl.NONE || (allowed == PublishSpec.Ddl.ADDITIVE && !additive)) {
      throw DdlGuard.refusal(publication, ddl);
    }
    if (!additive) {
      throw new FullRefreshRequired("its columns changed (" + alter(ddl) + ")");
    }
  }
}
