package io.penstock.publish.protocol;

import io.penstock.ops.FaultPoint;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Publication;
import io.penstock.publish.Target;
import io.penstock.publish.rows.ChangeSet;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.TableChecksum;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.RedactedFailure;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stages the rows of a change set and merges them, on a session that holds the lock. */
final class ChangeSending<E extends Exception> {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeSending.class);

  /** About what a row takes of which only the key is sent. */
  private static final int DELETE_BYTES = 20;

  private final ChangeSession<E> session;
  private final TargetTable<E> table;
  private final Publication publication;
  private final GoldTable gold;
  private final PublicationState at;
  private final String run = RunNames.fresh();

  ChangeSending(
      ChangeSession<E> session,
      TargetTable<E> table,
      Publication publication,
      GoldTable gold,
      PublicationState at) {
    this.session = session;
    this.table = table;
    this.publication = publication;
    this.gold = gold;
    this.at = at;
  }

  Target.Delivered send(ChangeSet changes) throws E, FullRefreshRequired {
    table.fit(changes.schema(), changes.figures());
    GoneColumns before = new GoneColumns(publication, gold);
    List<ColumnChange> ddl = before.differences(session, at, changes.schema());
    if (changes.whole() && !ColumnChange.allAdditive(ddl)) {
      // Another table would take the place of this one, and others' rows would go with it.
      throw PublishErrors.columnsOfForeignRows(publication, session.statement(ddl));
    }
    ChangeProtocol.requireAllowed(publication, session, ddl);
    if (!ddl.isEmpty()) {
      session.alter(ddl);
      pass("altered");
    }
    PublicationLedger<E> ledger = session.ledger();
    long fence = ledger.raiseFence(publication.table(), at.generation());
    ChangeSession.Staging<E> staging = session.staging(run);
    ChecksumColumns compared = table.dialect().checksum(changes.schema(), publication);
    StepTimer timer = new StepTimer(publication.step());
    try {
      long rowHash;
      try (TargetSession.Alive alive = session.alive()) {
        rowHash = stage(staging, changes, compared);
      }
      timer.end("staging");
      TableChecksum arriving = changes.figures().totals().withRowHash(rowHash);
      ExpectedTotals check;
      Optional<TableChecksum> inLake;
      // Now, because no job of Spark may run inside the transaction.
      try (TargetSession.Alive alive = session.alive()) {
        boolean altered = !ddl.isEmpty() || !at.sameMethod() || before.had(at);
        check =
            new ExpectedTotals(
                new Merge.Situation(publication, at, gold, run, altered), changes, arriving);
        check.requireCount();
        inLake = check.wholeOfLake(table.dialect(), compared);
      }
      timer.end("looking at the lake");
      Merge<E> merge =
          new Merge<>(ledger, session.statements(run, changes.schema(), compared), check, inLake);
      Merge.Done done = session.transact(run, () -> entered(merge.run(fence)));
      pass("committed");
      timer.end("merging");
      tidy(staging, ledger);
      return new Target.Delivered(
          done.counts(), (ddl.isEmpty() ? "" : "; " + session.statement(ddl)) + done.told());
    } catch (Throwable e) {
      // The server may be gone; then the next run finds it.
      tidyAfterFailure(staging);
      throw e;
    }
  }

  private Merge.Done entered(Merge.Done done) {
    pass("entered");
    return done;
  }

  /**
   * @return the row hash of the rows that are to be written
   */
  private long stage(ChangeSession.Staging<E> staging, ChangeSet changes, ChecksumColumns compared)
      throws E {
    long deletes =
        publication.delivery().deletes() == PublishSpec.Deletes.NONE ? 0 : changes.deletes();
    Dataset<Row> rows = changes.toSend(publication.delivery().deletes());
    long expected = changes.figures().rows() + deletes;
    int parts = staging.divide(rows, expected, changes.figures().bytes() + DELETE_BYTES * deletes);
    PublicationLedger<E> ledger = session.ledger();
    ledger.begin(publication, run, Optional.of(at.version()), parts, expected);
    pass("run-begun");
    staging.create();
    pass("stage-created");
    staging.load(compared);
    pass("staged");
    PublicationLedger.Loaded loaded = ledger.loaded(run);
    if (loaded.rows() != expected) {
      throw PublishErrors.stagedOthers(publication, loaded.rows(), expected);
    }
    return loaded.rowHash();
  }

  // It is published; what is left to do the next publication would do as well.
  private void tidy(ChangeSession.Staging<E> staging, PublicationLedger<E> ledger) {
    try {
      staging.drop();
      pass("stage-dropped");
      ledger.settle(publication.table(), at.generation());
      pass("settled");
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      LOG.warn(
          "'{}' is published, but its staging table or its ledger rows remain",
          publication.table(),
          RedactedFailure.of(e));
    }
  }

  private void tidyAfterFailure(ChangeSession.Staging<E> staging) {
    try {
      staging.drop();
    } catch (Exception e) {
      LOG.info("the staging table of {} is left to the next publication", run, e);
    }
  }

  private void pass(String point) {
    FaultPoint.pass(publication.step(), point);
  }
}
