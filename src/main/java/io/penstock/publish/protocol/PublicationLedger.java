package io.penstock.publish.protocol;

import io.penstock.plan.Published;
import io.penstock.publish.Publication;
import io.penstock.publish.rows.TableChecksum;
import java.util.List;
import java.util.Optional;

/**
 * What a target knows of its own publications: which version each table has, whose it is, and which
 * runs have been loading. It changes in the same transaction as the rows that it speaks of, or at
 * the same instant.
 *
 * @param <E> what the target throws
 */
public interface PublicationLedger<E extends Exception> {

  /**
   * What has been loaded for a run.
   *
   * @param parts how many parts
   * @param rows those of all parts
   * @param rowHash the sum of their row hashes
   */
  record Loaded(long parts, long rows, long rowHash) {}

  /** Makes it, or brings one of an earlier version up to date. */
  void create() throws E;

  /** Whose a table is; empty when it is not known. */
  Optional<String> owner(String table) throws E;

  /** Whether a table of this name was ever published here. */
  boolean knows(String table) throws E;

  /** What it says of one generation of a table. */
  Optional<Published> published(String table, String generation) throws E;

  /** The same with the sums of its rows. */
  Optional<PublicationState> state(String table, String generation) throws E;

  /** A number that no publisher of the table has had. */
  long nextFence(String table) throws E;

  /** Makes every earlier publisher of the table stale, and says by which number. */
  long raiseFence(String table, String generation) throws E;

  /** Whether the publication is still as it was; locks its row until the transaction ends. */
  boolean stillAt(String table, PublicationState at, long fence) throws E;

  /** The runs of a table that never came to their end. */
  List<String> unfinished(String table) throws E;

  /**
   * Enters a run before it loads anything.
   *
   * @param from the version that is there; empty when it does not matter
   */
  void begin(Publication publication, String run, Optional<Long> from, int parts, long rows)
      throws E;

  Loaded loaded(String run) throws E;

  /** Enters a new generation of a table, which is about to take the place of the one before. */
  void publish(Publication publication, String generation, long fence, TableChecksum gold) throws E;

  /**
   * The same generation at another version.
   *
   * @param run the run that brings it
   */
  void advance(
      Publication publication,
      String generation,
      String run,
      TableChecksum gold,
      TableChecksum others)
      throws E;

  /** Whether the rows of a run have entered their table; waits for a commit under way. */
  boolean isCommitted(String run) throws E;

  /** Forgets every other generation and run of a table: this one is published. */
  void settle(String table, String generation) throws E;
}
