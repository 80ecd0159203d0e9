package io.penstock.local.sample;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Says row by row which defect comes next, so that the counts come out exactly and the defects lie
 * all over the file: selection sampling (Knuth, volume 2, algorithm S), in constant memory.
 */
final class DefectPlan {
  private final Dice dice;
  private final Map<Defect, Long> left = new EnumMap<>(Defect.class);
  private long dirtyLeft;
  private long rowsLeft;
  private boolean first = true;

  /** The first row is always clean, for a duplicate needs something to be a copy of. */
  DefectPlan(long rows, long dirty, Dice dice) {
    this.dice = dice;
    this.rowsLeft = rows;
    this.dirtyLeft = Math.min(dirty, Math.max(0, rows - 1));
    long kindsToCome = Defect.values().length;
    long toShare = dirtyLeft;
    for (Defect kind : Defect.values()) {
      // Rounded up, so that the first kinds have the remainder.
      long share = (toShare + kindsToCome - 1) / kindsToCome;
      left.put(kind, share);
      toShare -= share;
      kindsToCome--;
    }
  }

  /** How many rows with this defect are still to come. */
  long of(Defect defect) {
    return left.get(defect);
  }

  Optional<Defect> next() {
    boolean dirty = !first && dirtyLeft > 0 && dice.below(rowsLeft) < dirtyLeft;
    first = false;
    rowsLeft--;
    return dirty ? Optional.of(draw()) : Optional.empty();
  }

  private Defect draw() {
    long at = dice.below(dirtyLeft--);
    for (Map.Entry<Defect, Long> kind : left.entrySet()) {
      if (at < kind.getValue()) {
        kind.setValue(kind.getValue() - 1);
        return kind.getKey();
      }
      at -= kind.getValue();
    }
    throw new IllegalStateException("the counts of the kinds are fewer than the dirty rows");
  }
}
