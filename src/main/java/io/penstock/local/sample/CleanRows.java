package io.penstock.local.sample;

/** A fair choice of the clean rows so far, of which duplicates are made: reservoir sampling. */
final class CleanRows {
  private final byte[][] chosen = new byte[256][];
  private final Dice dice;
  private long seen;

  CleanRows(Dice dice) {
    this.dice = dice;
  }

  void offer(SalesLine line) {
    long at = seen < chosen.length ? seen : dice.below(seen + 1);
    seen++;
    if (at < chosen.length) {
      chosen[(int) at] = line.copy();
    }
  }

  byte[] any() {
    return chosen[dice.below((int) Math.min(seen, chosen.length))];
  }
}
