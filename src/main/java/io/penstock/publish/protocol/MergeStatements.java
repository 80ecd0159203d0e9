package io.penstock.publish.protocol;

import io.penstock.publish.rows.ChangeSet;
import io.penstock.publish.rows.TableChecksum;
import java.util.Map;

/**
 * The statements by which staged rows enter a table. All of them run inside one transaction.
 *
 * @param <E> what the target throws
 */
public interface MergeStatements<E extends Exception> {

  /** Whether a unique index other than the key's may make two rows meet. */
  boolean hasSecondUnique() throws E;

  /** Inserts the staged rows that are not to be deleted; says how many rows the target touched. */
  long insert() throws E;

  /** The same, where a row of the same key is overwritten. */
  long upsert() throws E;

  /** Removes the rows under the keys that are gone. */
  long deleteGone() throws E;

  /** Removes the rows under the keys that are about to be written. */
  long deleteWritten() throws E;

  /** What the table holds under the staged keys, by what is to become of them. */
  Map<String, TableChecksum> underStagedKeys() throws E;

  /** Count and hashes of the whole table. */
  TableChecksum whole() throws E;

  long rows() throws E;

  /** Whether {@link #upsert} says by its count how many rows it inserted and updated. */
  boolean countsTell();

  /** What {@link #upsert} says of so many changes, if it says it. */
  long touched(ChangeSet changes);

  /** How many of the rows that {@link #upsert} touched it updated. */
  long updated(long touched, long inserted);
}
