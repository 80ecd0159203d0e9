package io.penstock.publish.protocol;

import io.penstock.ops.Conservation;
import io.penstock.publish.Publication;
import io.penstock.publish.rows.ChangeSet;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.Dialect;
import io.penstock.publish.rows.SourceProfile;
import io.penstock.publish.rows.TableChecksum;
import java.util.Optional;

/**
 * What a table must hold after a merge, from what it held, what changed, and what was sent.
 *
 * @param arriving what it must hold in the end under the inserted and updated keys
 */
record ExpectedTotals(Merge.Situation situation, ChangeSet changes, TableChecksum arriving) {
  /** Tables of up to so many rows (100,000) are compared as a whole after every change. */
  private static final String COMPARED_WHOLE = "penstock.publish.compared";

  /** What of the lake the table must hold. */
  TableChecksum after() {
    return situation.at().gold().minus(changes.changed()).minus(changes.gone()).plus(arriving);
  }

  /**
   * Makes sure that what the target held and what changed make as many rows as the lake has.
   *
   * @throws FullRefreshRequired if a change is missing, or is there twice
   */
  void requireCount() throws FullRefreshRequired {
    Publication publication = situation.publication();
    long rows = changes.whole() ? arriving.rows() : after().rows();
    long inLake = situation.gold().count();
    if (changes.whole()) {
      new Conservation(publication.step())
          .same(inLake, "in the log of " + publication.from(), rows, "when they were read");
    } else if (rows != inLake) {
      throw FullRefreshRequired.drift(
          "with the changes since version "
              + situation.at().version()
              + " it would have "
              + rows
              + " rows where the lake has "
              + inLake);
    }
  }

  /**
   * What the lake holds, where the whole table is going to be compared; it is asked for before the
   * transaction begins.
   */
  Optional<TableChecksum> wholeOfLake(Dialect dialect, ChecksumColumns compared) {
    boolean whole =
        !changes.whole()
            && (situation.altered() || isSmall(after().plus(situation.at().others()).rows()));
    return whole
        ? Optional.of(SourceProfile.totals(dialect.flattened(situation.gold().rows()), compared))
        : Optional.empty();
  }

  static boolean isSmall(long rows) {
    return rows <= Long.getLong(COMPARED_WHOLE, 100_000);
  }
}
