package io.penstock.bronze;

import java.io.Serializable;

/** How many records of each kind there are, and whether the file cannot be read behind them. */
record SliceFound(long good, long malformed, boolean breaks) implements Serializable {
  private static final long serialVersionUID = 1L;

  static SliceFound of(Tally tally) {
    return new SliceFound(tally.good(), tally.malformed(), tally.broken() > 0);
  }
}
