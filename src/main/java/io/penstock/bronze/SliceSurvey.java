package io.penstock.bronze;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * What reading a slice has found.
 *
 * @param start where its first line begins, in bytes; -1 where only reading from the beginning gets
 *     there
 * @param end where the first line behind its last record begins
 * @param lines how many lines are in between
 * @param damaged whether quotes were found that cannot be meant as they stand; nothing behind them
 *     was read
 * @param secondTable whether a second table has begun
 * @param tally of its records; their lines are counted from {@code start}
 * @param keys the names of the columns, where records name them
 */
record SliceSurvey(
    long start,
    long end,
    long lines,
    boolean damaged,
    boolean secondTable,
    Tally tally,
    ArrayList<String> keys)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of a slice in which no record begins. */
  static SliceSurvey ofNothing(long at, boolean secondTable) {
    return new SliceSurvey(at, at, 0, false, secondTable, new Tally(), new ArrayList<>());
  }
}
