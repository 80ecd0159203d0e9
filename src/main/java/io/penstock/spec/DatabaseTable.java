package io.penstock.spec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A table of a database, as a source.
 *
 * @param name what the database calls it
 * @param query a SELECT whose rows are read instead; its name is then the user's own
 * @param keys the columns that identify a row; the primary key unless given
 * @param cursor by which column new and changed rows are found; empty: the whole table is loaded
 * @param deletes whether rows are looked for that are no longer there, which a cursor does not show
 * @param tinyInt1 what its columns of type {@code tinyint(1)} are
 */
public record DatabaseTable(
    String name,
    Optional<String> query,
    List<String> keys,
    Optional<Cursor> cursor,
    Deletes deletes,
    TinyInt1 tinyInt1) {
  public DatabaseTable {
    keys = List.copyOf(keys);
  }

  /** What {@code tinyint(1)} is, in which many programs keep true and false. */
  public enum TinyInt1 {
    NUMBER,
    BOOLEAN
  }

  /** What becomes of rows that are no longer there. */
  public enum Deletes {
    NONE,
    DETECT
  }

  /**
   * A column whose values grow.
   *
   * @param lag how far behind the greatest value a time is looked at again, because transactions
   *     end in another order than they begin
   * @param ids the same for a number
   */
  public record Cursor(String column, Optional<Duration> lag, Optional<Long> ids) {}
}
