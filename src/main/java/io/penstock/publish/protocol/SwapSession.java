package io.penstock.publish.protocol;

import io.penstock.publish.rows.SourceProfile;
import io.penstock.publish.rows.TableChecksum;
import java.util.List;

/** What a target does of a full refresh. */
public interface SwapSession<E extends Exception> extends TargetSession<E> {

  /**
   * What would happen to rows that are there.
   *
   * @param there how many there are
   * @param without how many of them have no successor
   */
  record Replaced(long there, long without) {}

  /** What is tied to the table that would not survive another one in its place. */
  List<String> dependents() throws E;

  /**
   * @throws io.penstock.spec.RefusedException if the version before cannot be kept aside
   */
  void requireRoom() throws E;

  /** Makes the table that is going to take the place. */
  void createShadow(String shadow, String generation, SourceProfile profile) throws E;

  /** Loads the prepared rows into it, part by part, under the name of the run. */
  void load(String shadow, String run) throws E;

  /** Count and hashes of what it holds. */
  TableChecksum checksum(String shadow) throws E;

  /** Gives it what the table before had: indexes, statistics. */
  void complete(String shadow) throws E;

  Replaced replaced(String shadow) throws E;

  /** Puts it in the place of the table, at one instant. */
  void swap(String shadow, String generation) throws E;

  /** Removes it, without waiting for anybody. */
  void discard(String shadow) throws E;
}
