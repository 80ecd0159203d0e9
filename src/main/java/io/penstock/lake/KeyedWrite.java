package io.penstock.lake;

import io.penstock.spec.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How rows with keys enter a table.
 *
 * @param orderBy see {@link MergeSql}
 * @param beside columns that say how a row came rather than what it is: their difference alone is
 *     no change
 * @param missing what becomes of rows whose keys do not come
 * @param removal see {@link MergeSql}
 */
public record KeyedWrite(
    TableName table,
    List<String> keys,
    List<String> orderBy,
    Set<String> beside,
    MergeSql.Missing missing,
    Optional<String> removal) {
  public KeyedWrite {
    keys = List.copyOf(keys);
    orderBy = List.copyOf(orderBy);
    beside = Set.copyOf(beside);
  }

  /** The rows are all that the table is to have. */
  public static KeyedWrite whole(TableName table, List<String> keys) {
    return new KeyedWrite(
        table, keys, List.of(), Set.of(), MergeSql.Missing.DELETED, Optional.empty());
  }

  /** The same, where some columns only say how a row came. */
  public KeyedWrite besides(List<String> columns) {
    return new KeyedWrite(table, keys, orderBy, Set.copyOf(columns), missing, removal);
  }

  /**
   * The rows are some of those that the table is to have.
   *
   * @param order a row that comes takes the place of one that is not later by this
   */
  public KeyedWrite some(List<String> order) {
    return new KeyedWrite(table, keys, order, beside, MergeSql.Missing.STAYS, removal);
  }

  /** The same, where a row with a true value in that column removes the one of its key. */
  public KeyedWrite removing(String column) {
    return new KeyedWrite(table, keys, orderBy, beside, missing, Optional.of(column));
  }

  boolean isWhole() {
    return missing == MergeSql.Missing.DELETED;
  }
}
