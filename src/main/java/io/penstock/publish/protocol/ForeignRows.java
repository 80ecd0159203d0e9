package io.penstock.publish.protocol;

import io.penstock.publish.Publication;
import io.penstock.spec.PublishSpec;
import java.util.Optional;

/** Rows of a published table that are not the lake's: other applications wrote them. */
final class ForeignRows {
  private ForeignRows() {}

  static boolean mayBeRemoved(Publication publication) {
    return publication.delivery().mode() == PublishSpec.Mode.SWAP
        || publication.delivery().deletes() == PublishSpec.Deletes.MIRROR;
  }

  /**
   * Whether the table holds such rows.
   *
   * @param reason why the table is published as a whole; after drift they are assumed to be there
   * @throws io.penstock.spec.RefusedException if it does, and has no keys by which to tell whose
   *     they are
   */
  static <E extends Exception> boolean areThere(
      TargetTable<E> table, Publication publication, Reason reason) throws E {
    Optional<? extends TargetSession<E>> opened = table.openLook();
    if (opened.isEmpty()) {
      return false;
    }
    PublicationState at;
    long rows;
    try (TargetSession<E> session = opened.get()) {
      Optional<PublicationState> state = LedgerLookup.state(session, publication);
      if (state.isEmpty()) {
        if (session.mark().flatMap(TargetSession.LiveMark::generation).isPresent()) {
          throw PublishErrors.notInTheLedger(publication);
        }
        return false;
      }
      at = state.get();
      rows = session.rows();
    }
    boolean there = reason.drift() || at.others().rows() > 0 || rows != at.gold().rows();
    if (there && (publication.keys().isEmpty() || !sameDefinition(publication, at))) {
      throw PublishErrors.foreignRows(publication, at, rows);
    }
    return there;
  }

  private static boolean sameDefinition(Publication publication, PublicationState at) {
    return publication.definition().matches(at.definition())
        && at.tableId().equals(publication.source().generation());
  }
}
