package io.penstock.local.sample;

import java.util.Optional;

/**
 * Says row by row which defect comes next, so that the counts come out exactly and the defects lie
 * all over the file: selection sampling (Knuth, volume 2, algorithm S), in constant memory.
 */
final class DefectPlan {
  private static final Defect[] KINDS = Defect.values();

  private final Dice dice;
  private final long[] left = new long[KINDS.length];
  private long dirtyLeft;
  private long rowsLeft;
  private boolean first = true;

  /** The first row is always clean, for a duplicate needs something to be a copy of. */
  DefectPlan(long rows, long dirty, Dice dice) {
    this.dice = dice;
    this.rowsLeft = rows;
    this.dirtyLeft = Math.min(dirty, Math.max(0, rows - 1));
    for (int kind = 0; kind < KINDS.length; kind++) {
      left[kind] = dirtyLeft / KINDS.length + (kind < dirtyLeft % KINDS.length ? 1 : 0);
    }
  }

  /** How many rows with this defect are still to come. */
  long of(Defect defect) {
    return left[defect.ordinal()];
  }

  Optional<Defect> next() {
    boolean dirty = !first && dirtyLeft > 0 && dice.below(rowsLeft) < dirtyLeft;
    first = false;
    rowsLeft--;
    return dirty ? Optional.of(draw()) : Optional.empty();
  }

  private Defect draw() {
    long at = dice.below(dirtyLeft--);
    int kind = 0;
    while (at >= left[kind]) {
      at -= left[kind++];
    }
    left[kind]--;
    return KINDS[kind];
  }
}
