package io.penstock.publish.protocol;

import io.penstock.ops.Conservation;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.plan.Published;
import io.penstock.publish.Publication;
import io.penstock.publish.Target;
import io.penstock.publish.rows.SourceProfile;
import io.penstock.publish.rows.TableChecksum;
import io.penstock.spec.RedactedFailure;
import io.penstock.sql.ListedRows;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The full refresh: a shadow table is loaded beside the live one, verified, and takes its place at
 * one instant. Lock and swap share one session that never reconnects: whoever lost the lock cannot
 * publish. Until the swap nothing that readers see has changed.
 *
 * @param <E> what the target throws
 */
final class SwapProtocol<E extends Exception> {
  private static final Logger LOG = LoggerFactory.getLogger(SwapProtocol.class);

  private final TargetTable<E> table;
  private final Publication publication;
  private final String generation = RunNames.fresh();
  private final String shadow;
  private final StepTimer timer;

  SwapProtocol(TargetTable<E> table, Publication publication) {
    this.table = table;
    this.publication = publication;
    this.timer = new StepTimer(publication.step());
    this.shadow = OrphanCleanup.name(publication.table(), generation);
  }

  /**
   * @param source the rows of the publication's source version
   * @param inLake how many they are by the log of the lake's table
   * @param reason why the whole table is published
   */
  Target.Delivered run(Dataset<Row> source, long inLake, String reason) throws E {
    Dataset<Row> gold = ListedRows.of(source);
    timer.end("looking its files up");
    try (TargetTable.Prepared prepared = table.prepare(gold)) {
      Dataset<Row> rows = table.dialect().flattened(gold);
      SourceProfile profile = SourceProfile.of(rows, publication, table.dialect());
      new Conservation(publication.step())
          .same(
              inLake, "in the log of " + publication.from(), profile.rows(), "when they were read");
      timer.end("looking at the rows");
      table.fit(rows.schema(), profile);
      try (SwapSession<E> session = table.openSwap()) {
        session.lock();
        try {
          Swapped swapped = swap(session, prepared, List.of(rows.columns()), profile);
          return new Target.Delivered(
              new Counts(inLake, swapped.rows(), 0, 0, 0, 0, 0, 0),
              "version "
                  + publication.source().version()
                  + ", all rows because "
                  + reason
                  + "; every row compared"
                  + swapped.orphans());
        } catch (Throwable e) {
          discard(session);
          throw e;
        }
      }
    }
  }

  /**
   * How it ended.
   *
   * @param rows how many the target counted
   * @param orphans what of killed runs was removed
   */
  private record Swapped(long rows, String orphans) {}

  private Swapped swap(
      SwapSession<E> session,
      TargetTable.Prepared prepared,
      List<String> columns,
      SourceProfile profile)
      throws E {
    PublicationLedger<E> ledger = session.ledger();
    ledger.create();
    Optional<TargetSession.LiveMark> live = session.mark();
    requireOurs(session, live);
    LedgerLookup.requireOwner(session, publication);
    session.requireRoom();
    if (live.isPresent()) {
      DdlGuard.check(publication, session, columns);
    }
    String orphans = OrphanCleanup.drop(session, publication.table());
    long fence = ledger.nextFence(publication.table());
    int parts;
    try (TargetSession.Alive alive = session.alive()) {
      parts = prepared.parts();
    }
    timer.end("locking, and waiting for the parts");
    ledger.begin(publication, generation, Optional.empty(), parts, profile.rows());
    pass("run-begun");
    session.createShadow(shadow, generation, profile);
    pass("shadow-created");
    try (TargetSession.Alive alive = session.alive()) {
      session.load(shadow, generation);
    }
    timer.end("loading");
    pass("loaded");
    PublicationLedger.Loaded loaded = ledger.loaded(generation);
    TableChecksum sent = profile.totals().withRowHash(loaded.rowHash());
    TableChecksum there = session.checksum(shadow);
    if (loaded.rows() != sent.rows() || !there.equals(sent)) {
      throw PublishErrors.loadedOthers(publication, sent, there, loaded.rows());
    }
    timer.end("comparing");
    pass("verified");
    session.complete(shadow);
    timer.end("indexing");
    pass("indexed");
    if (live.isPresent() && publication.delivery().guard().maxDelete().isPresent()) {
      SwapSession.Replaced replaced = session.replaced(shadow);
      DeleteGuard.check(publication, replaced.without(), replaced.there());
    }
    ledger.publish(publication, generation, fence, sent);
    pass("before-rename");
    session.swap(shadow, generation);
    pass("after-rename");
    tidy(ledger);
    timer.end("swapping");
    return new Swapped(there.rows(), orphans);
  }

  private void requireOurs(SwapSession<E> session, Optional<TargetSession.LiveMark> live) throws E {
    if (live.isEmpty()) {
      return;
    }
    Optional<String> of = live.get().generation();
    if (of.isEmpty() && !session.ledger().knows(publication.table())) {
      throw PublishErrors.notOurs(publication);
    }
    Optional<Published> current =
        of.isEmpty() ? Optional.empty() : session.ledger().published(publication.table(), of.get());
    if (current.isPresent()
        && current.get().generation().equals(publication.source().generation())
        && current.get().version() > publication.source().version()) {
      throw PublishErrors.newer(publication, current.get().version());
    }
    List<String> dependents = session.dependents();
    if (!dependents.isEmpty()) {
      throw PublishErrors.tied(publication, dependents);
    }
  }

  // It is published; what is left to do the next publication would do as well.
  private void tidy(PublicationLedger<E> ledger) {
    try {
      ledger.settle(publication.table(), generation);
      pass("settled");
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      LOG.warn(
          "'{}' is published, but its old ledger rows remain",
          publication.table(),
          RedactedFailure.of(e));
    }
  }

  // A failed load may leave gigabytes behind. Not worth waiting for: the next publication tries
  // too.
  private void discard(SwapSession<E> session) {
    try {
      session.discard(shadow);
    } catch (Exception e) {
      LOG.info("the shadow table {} is left to the next publication", shadow, e);
    }
  }

  private void pass(String point) {
    FaultPoint.pass(publication.step(), point);
  }
}
