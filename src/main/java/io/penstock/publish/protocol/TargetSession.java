package io.penstock.publish.protocol;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One connection to a target, on which a publication is locked and comes to its end. It never
 * reconnects: who lost the lock cannot publish.
 *
 * @param <E> what the target throws
 */
public interface TargetSession<E extends Exception> extends AutoCloseable {

  /**
   * What stands under the table's name.
   *
   * @param generation the publication that made it, if one did
   */
  record LiveMark(Optional<String> generation) {}

  /** Keeps the session alive while others work. */
  interface Alive extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Makes this the only publisher of the table.
   *
   * @throws io.penstock.spec.OutsideException if another one is at work
   */
  void lock() throws E;

  PublicationLedger<E> ledger();

  Optional<LiveMark> mark() throws E;

  /** How many rows the table has. */
  long rows() throws E;

  /** Removes a table of the protocol's own, if it is there; says whether it was. */
  boolean drop(String name) throws E;

  Alive alive();

  /** The names of the table's columns. */
  List<String> columns() throws E;

  /**
   * How the table's columns differ from those that the rows need.
   *
   * @param gone columns that the lake had and no longer has
   */
  List<ColumnChange> differences(Collection<String> gone) throws E;

  /** Changes of columns as one statement. */
  String statement(List<ColumnChange> changes);

  @Override
  void close() throws E;
}
