package io.penstock.ops;

import io.penstock.lake.CommitResult;

/**
 * Compares what was counted in different places. Every figure of {@link Counts} comes from where it
 * happens; here they meet.
 */
public final class Conservation {
  private final String step;

  public Conservation(String step) {
    this.step = step;
  }

  /**
   * Fails unless every row that was read is accounted for, once the step's table is written.
   *
   * @throws UnbalancedException if a row is missing or too many
   */
  public void check(Counts counts) {
    if (!counts.balanced()) {
      throw new UnbalancedException(
          place()
              + counts.read()
              + " rows were read, but "
              + counts.accounted()
              + " are accounted for ("
              + counts.asMap()
              + "). The table holds what was committed, and the next run computes it anew; if this"
              + " comes again, look at the step's SQL for rows that it multiplies, and report it.",
          counts,
          true);
    }
  }

  /**
   * Fails unless two counts of the same rows agree, while nothing has been written.
   *
   * @param here where the first was counted, such as {@code "in the log of bronze.sales"}
   */
  public void same(long first, String here, long second, String there) {
    if (first != second) {
      throw new UnbalancedException(
          place()
              + first
              + " rows were counted "
              + here
              + ", but "
              + second
              + " "
              + there
              + ". Nothing was written; run again, and report it if it comes again.",
          Counts.NONE,
          false);
    }
  }

  /** Fails unless as many rows entered the table one by one as were to. */
  public void written(long expected, long source) {
    after(expected, "were to enter the table", source, "were counted by Delta in numSourceRows");
  }

  /**
   * Fails unless the table has as many rows as it must have now.
   *
   * @param before how many it had
   */
  public void holds(long before, long came, long went, CommitResult made) {
    after(
        before + came - went,
        "must be in the table (" + before + " before, " + came + " more, " + went + " gone)",
        made.rows(),
        "are in version " + made.version());
  }

  /** Fails unless two counts of the same rows agree, once the table is written. */
  public void afterwards(long first, String here, long second, String there) {
    after(first, "were counted " + here, second, "were counted " + there);
  }

  private void after(long first, String here, long second, String there) {
    if (first != second) {
      throw new UnbalancedException(
          place()
              + first
              + " rows "
              + here
              + ", but "
              + second
              + " "
              + there
              + ". The next run computes the table anew; report this if it comes again.",
          Counts.NONE,
          true);
    }
  }

  private String place() {
    return "Step '" + step + "': the row counts do not balance: ";
  }
}
