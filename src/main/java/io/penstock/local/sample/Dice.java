package io.penstock.local.sample;

/**
 * Random numbers that are the same on every Java for ever: SplitMix64 (Steele, Lea and Flood,
 * 2014), written out because the library promises no such thing.
 */
final class Dice {
  private long state;

  Dice(long seed) {
    this.state = seed;
  }

  long next() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** From 0 up to, but without, the bound. */
  int below(int bound) {
    return (int) below((long) bound);
  }

  long below(long bound) {
    // The bias is below one in a billion for every bound that a sample has.
    return Math.floorMod(next() >>> 1, bound);
  }
}
