package io.penstock.publish.protocol;

import io.penstock.lake.Lake;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Preview;
import io.penstock.publish.Publication;
import io.penstock.publish.Target;
import io.penstock.publish.rows.ChangeSet;
import io.penstock.spec.PublishSpec;
import java.util.List;
import java.util.Optional;

/**
 * Brings a published table to another version by the rows that changed: they are staged beside it,
 * and enter it in one transaction together with the number of the version. Lock and transaction
 * share one session that never reconnects.
 *
 * @param <E> what the target throws
 */
final class ChangeProtocol<E extends Exception> {
  /**
   * From this share of changed rows on, loading all of them takes less time; measured in bench/.
   */
  private static final double CHEAPER_AS_A_WHOLE = 0.25;

  /** Fewer changes than these are never worth a whole table. */
  private static final long FEW = 10_000;

  private final TargetTable<E> table;
  private final Publication publication;
  private final GoldTable gold;

  ChangeProtocol(TargetTable<E> table, Publication publication, GoldTable gold) {
    this.table = table;
    this.publication = publication;
    this.gold = gold;
  }

  /**
   * Sends what changed.
   *
   * @throws FullRefreshRequired if that is not possible, or not worth it; nothing has changed then
   */
  Target.Delivered update() throws E, FullRefreshRequired {
    try (ChangeSession<E> session = table.openChange()) {
      session.lock();
      session.ledger().create();
      PublicationState at = state(session);
      String orphans = OrphanCleanup.drop(session, publication.table());
      FaultPoint.pass(publication.step(), "leftovers-dropped");
      if (at.version() == gold.version()) {
        session.ledger().settle(publication.table(), at.generation());
        return new Target.Delivered(
            Counts.NONE,
            "version "
                + at.version()
                + " was there; completed the record of a killed run"
                + orphans);
      }
      requireForward(at);
      StepTimer timer = new StepTimer(publication.step());
      try (TargetSession.Alive alive = session.alive();
          ChangeSet changes = changes(at)) {
        alive.close();
        timer.end("finding the changes");
        Target.Delivered delivered = send(session, at, changes);
        return new Target.Delivered(
            delivered.counts(),
            "changes of version "
                + (at.version() + 1)
                + (gold.version() > at.version() + 1 ? " to " + gold.version() : "")
                + delivered.detail()
                + orphans);
      }
    }
  }

  /**
   * Sends all rows, and removes what the lake no longer has, in a table that holds rows of others
   * too, so that no other table may take its place.
   */
  Target.Delivered whole(Reason reason) throws E, FullRefreshRequired {
    try (ChangeSession<E> session = table.openChange()) {
      session.lock();
      session.ledger().create();
      PublicationState at = state(session);
      String orphans = OrphanCleanup.drop(session, publication.table());
      try (TargetSession.Alive alive = session.alive();
          ChangeSet changes = ChangeSet.whole(at.version(), publication, gold, table.dialect())) {
        alive.close();
        Target.Delivered delivered = send(session, at, changes);
        return new Target.Delivered(
            delivered.counts(),
            "version "
                + gold.version()
                + ", all rows into a table with rows of others because "
                + reason.text()
                + delivered.detail()
                + orphans);
      }
    }
  }

  private Target.Delivered send(ChangeSession<E> session, PublicationState at, ChangeSet changes)
      throws E, FullRefreshRequired {
    return new ChangeSending<>(session, table, publication, gold, at).send(changes);
  }

  /** What {@link #update} would do. */
  Preview preview() throws E, FullRefreshRequired {
    Optional<? extends TargetSession<E>> opened = table.openLook();
    if (opened.isEmpty()) {
      throw new FullRefreshRequired("the target does not have it yet");
    }
    try (TargetSession<E> session = opened.get()) {
      PublicationState at = state(session);
      if (at.version() == gold.version()) {
        return new Preview(
            Preview.Way.RECORD, new Preview.Rows(0, 0, 0, 0), List.of(), Optional.empty());
      }
      requireForward(at);
      try (ChangeSet changes = changes(at)) {
        table.fit(changes.schema(), changes.figures());
        List<ColumnChange> ddl =
            new GoneColumns(publication, gold).differences(session, at, changes.schema());
        requireAllowed(publication, session, ddl);
        boolean stay = publication.delivery().deletes() == PublishSpec.Deletes.NONE;
        return new Preview(
            Preview.Way.CHANGES,
            new Preview.Rows(
                changes.inserts(),
                changes.updates(),
                stay ? 0 : changes.deletes(),
                stay ? changes.deletes() : 0),
            ddl.isEmpty() ? List.of() : List.of(session.statement(ddl)),
            Optional.empty());
      }
    }
  }

  private PublicationState state(TargetSession<E> session) throws E, FullRefreshRequired {
    LedgerLookup.requireOwner(session, publication);
    return LedgerLookup.state(session, publication)
        .orElseThrow(() -> new FullRefreshRequired("the target does not have it yet"));
  }

  private void requireForward(PublicationState at) {
    if (at.version() > gold.version()) {
      throw PublishErrors.newer(publication, at.version());
    }
  }

  private ChangeSet changes(PublicationState at) throws FullRefreshRequired {
    if (!at.tableId().equals(publication.source().generation())) {
      throw new FullRefreshRequired("'" + publication.from() + "' was made anew");
    }
    if (publication.delivery().deletes() == PublishSpec.Deletes.MIRROR && at.others().rows() > 0) {
      throw new FullRefreshRequired(
          "it holds " + at.others().rows() + " rows that are not the lake's and are to go");
    }
    ChangeSet changes;
    try {
      changes = ChangeSet.since(at.version(), publication, gold, table.dialect());
    } catch (Lake.ChangesGone e) {
      throw new FullRefreshRequired(
          "the changes of '"
              + publication.from()
              + "' since version "
              + at.version()
              + " can no longer be read");
    }
    long rows = Math.max(1, at.gold().rows());
    if (changes.keys() > FEW && changes.keys() > CHEAPER_AS_A_WHOLE * rows) {
      changes.close();
      throw new FullRefreshRequired(
          changes.keys() + " of " + rows + " rows changed, which is faster to load as a whole");
    }
    return changes;
  }

  /**
   * @throws io.penstock.spec.RefusedException if the guard does not allow these changes
   * @throws FullRefreshRequired if values that are there would not stay as they were
   */
  static <E extends Exception> void requireAllowed(
      Publication publication, TargetSession<E> session, List<ColumnChange> ddl)
      throws FullRefreshRequired {
    if (!DdlGuard.allows(publication, ddl)) {
      throw PublishErrors.columnsMayNotChange(publication, ddl);
    }
    if (!ColumnChange.allAdditive(ddl)) {
      throw new FullRefreshRequired("its columns changed (" + session.statement(ddl) + ")");
    }
  }
}
