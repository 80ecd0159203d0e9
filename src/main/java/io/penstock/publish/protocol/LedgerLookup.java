package io.penstock.publish.protocol;

import io.penstock.publish.Publication;
import java.util.Optional;

/** What a target says of a table, by the table's own mark and the ledger. */
final class LedgerLookup {
  private LedgerLookup() {}

  static <E extends Exception> Optional<PublicationState> state(
      TargetSession<E> session, Publication publication) throws E {
    Optional<String> generation = session.mark().flatMap(TargetSession.LiveMark::generation);
    return generation.isPresent()
        ? session.ledger().state(publication.table(), generation.get())
        : Optional.empty();
  }

  /**
   * @throws io.penstock.spec.RefusedException if another pipeline, or one with another lake, has
   *     made the table
   */
  static <E extends Exception> void requireOwner(TargetSession<E> session, Publication publication)
      throws E {
    Optional<String> owner =
        session
            .ledger()
            .owner(publication.table())
            .filter(other -> !other.equals(publication.owner()));
    if (owner.isPresent()) {
      throw PublishErrors.otherOwner(publication, owner.get());
    }
  }
}
