package io.penstock.publish.protocol;

import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Publication;
import io.penstock.publish.rows.ChangeSet;
import io.penstock.publish.rows.NetChanges;
import io.penstock.publish.rows.TableChecksum;
import io.penstock.spec.PublishSpec;
import java.util.Map;
import java.util.Optional;

/**
 * What happens inside the transaction: staged rows enter the table, both are compared, and the
 * ledger follows. All of it is undone together.
 *
 * @param <E> what the target throws
 */
final class Merge<E extends Exception> {
  private final PublicationLedger<E> ledger;
  private final MergeStatements<E> statements;
  private final ExpectedTotals check;
  private final Publication publication;
  private final PublicationState at;
  private final ChangeSet changes;
  private final Optional<TableChecksum> inLake;
  private boolean secondUnique;

  /**
   * What is merged into what.
   *
   * @param run the name under which the rows were staged
   * @param altered whether the rows had other columns at the version before, which changes the hash
   *     of each
   */
  record Situation(
      Publication publication, PublicationState at, GoldTable gold, String run, boolean altered) {}

  /**
   * @param inLake see {@link ExpectedTotals#wholeOfLake}
   */
  Merge(
      PublicationLedger<E> ledger,
      MergeStatements<E> statements,
      ExpectedTotals check,
      Optional<TableChecksum> inLake) {
    this.ledger = ledger;
    this.statements = statements;
    this.check = check;
    this.publication = check.situation().publication();
    this.at = check.situation().at();
    this.changes = check.changes();
    this.inLake = inLake;
  }

  /**
   * What was done.
   *
   * @param told what else is worth saying
   */
  record Done(Counts counts, String told) {}

  Done run(long fence) throws E, FullRefreshRequired {
    if (!ledger.stillAt(publication.table(), at, fence)) {
      throw PublishErrors.meanwhile(publication);
    }
    FaultPoint.pass(publication.step(), "merge-begun");
    secondUnique = statements.hasSecondUnique();
    return publication.keys().isEmpty() ? append() : merge();
  }

  private Done append() throws E, FullRefreshRequired {
    long affected = put();
    FaultPoint.pass(publication.step(), "merged");
    requireArrived(check.arriving().rows(), affected);
    return new Done(Counts.written(affected), enter(at.others()));
  }

  private Done merge() throws E, FullRefreshRequired {
    requireFewDeletes();
    Optional<Map<String, TableChecksum>> before =
        looks() ? Optional.of(statements.underStagedKeys()) : Optional.empty();
    long deleted = changes.deletes() > 0 ? statements.deleteGone() : 0;
    FaultPoint.pass(publication.step(), "deleted");
    long affected = put();
    FaultPoint.pass(publication.step(), "merged");
    Map<String, TableChecksum> after = statements.underStagedKeys();
    requireArrived(
        check.arriving(), of(after, NetChanges.INSERT).plus(of(after, NetChanges.UPDATE)));
    if (changes.whole()) {
      return whole(of(before.orElseThrow(), NetChanges.UPDATE).rows(), affected, deleted);
    }
    TableChecksum adopted = of(before.orElse(Map.of()), NetChanges.INSERT);
    return changed(adopted, deleted, asExpected(before, affected, deleted));
  }

  /**
   * Whether to look what the table holds under the changed keys before they change. It must be
   * known where rows of others are there, because some may be taken over. Where none are, the table
   * is gold's in the end, whatever it was; then the target's counts tell what a look at a small
   * table would.
   */
  private boolean looks() {
    boolean countsTell =
        publication.delivery().mode() == PublishSpec.Mode.UPSERT
            && !secondUnique
            && statements.countsTell();
    return changes.whole()
        || !at.others().equals(TableChecksum.NONE)
        || !countsTell
        || ExpectedTotals.isSmall(at.gold().rows());
  }

  /** Whether the table held under the changed keys what was published there. */
  private boolean asExpected(
      Optional<Map<String, TableChecksum>> before, long affected, long deleted) {
    if (before.isEmpty()) {
      return affected == statements.touched(changes)
          && deleted == (keepsDeleted() ? 0 : changes.deletes());
    }
    TableChecksum there =
        of(before.get(), NetChanges.UPDATE).plus(of(before.get(), NetChanges.DELETE));
    return there.equals(
        keepsDeleted() ? changes.changed() : changes.changed().plus(changes.gone()));
  }

  private boolean keepsDeleted() {
    return publication.delivery().deletes() == PublishSpec.Deletes.NONE;
  }

  private static TableChecksum of(Map<String, TableChecksum> totals, String op) {
    return totals.getOrDefault(op, TableChecksum.NONE);
  }

  /** How many rows the target says it touched. */
  private long put() throws E {
    boolean adds = publication.delivery().mode() == PublishSpec.Mode.APPEND && !changes.whole();
    if (adds || publication.keys().isEmpty()) {
      return statements.insert();
    }
    if (secondUnique) {
      // An upsert would rewrite whichever row matches any of the unique keys.
      statements.deleteWritten();
      return statements.insert();
    }
    return statements.upsert();
  }

  private Done changed(TableChecksum adopted, long deleted, boolean asExpected)
      throws E, FullRefreshRequired {
    String told =
        asExpected
            ? ""
            : "; rows under the changed keys had been altered in the target, and are again those of"
                + " the lake";
    TableChecksum others = at.others().minus(adopted);
    String compared = enter(keepsDeleted() ? others.plus(changes.gone()) : others);
    Counts counts =
        new Counts(
            changes.inserts() + changes.updates() + changes.same(),
            changes.inserts(),
            changes.updates(),
            changes.same(),
            deleted,
            0,
            0,
            0);
    return new Done(counts, told + compared);
  }

  private Done whole(long known, long affected, long deleted) throws E {
    TableChecksum all = check.arriving();
    TableChecksum there = statements.whole();
    long inserted = all.rows() - known;
    long updated = secondUnique ? known : statements.updated(affected, inserted);
    advance(all, there.minus(all));
    Counts counts =
        new Counts(
            all.rows(), inserted, updated, all.rows() - inserted - updated, deleted, 0, 0, 0);
    return new Done(counts, "; every row compared");
  }

  /** Enters changed rows in the ledger, after a look at the whole table where that is cheap. */
  private String enter(TableChecksum others) throws E, FullRefreshRequired {
    TableChecksum now = inLake.orElseGet(check::after);
    if (inLake.isPresent()) {
      requireSame(now.plus(others), statements.whole());
    } else if (publication.delivery().deletes() == PublishSpec.Deletes.MIRROR) {
      requireSame(now.plus(others).rows(), statements.rows());
    }
    advance(now, others);
    return inLake.isPresent() ? "; every row compared" : "; every changed row compared";
  }

  private void advance(TableChecksum now, TableChecksum others) throws E {
    ledger.advance(publication, at.generation(), check.situation().run(), now, others);
  }

  private static void requireSame(Object expected, Object there) throws FullRefreshRequired {
    if (!expected.equals(there)) {
      throw FullRefreshRequired.drift(
          "the target does not hold the rows that were published (it holds "
              + there
              + " where "
              + expected
              + " are expected)");
    }
  }

  private void requireArrived(Object sent, Object there) {
    if (!sent.equals(there)) {
      throw PublishErrors.arrivedOthers(publication, sent, there);
    }
  }

  private void requireFewDeletes() throws E {
    if (!DeleteGuard.exceeded(publication, changes.deletes(), at.gold().rows())) {
      return;
    }
    // So many are gone from the lake; how many are there to be removed?
    long deletes = of(statements.underStagedKeys(), NetChanges.DELETE).rows();
    DeleteGuard.check(publication, deletes, at.gold().rows());
  }
}
