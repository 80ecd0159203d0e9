package io.penstock.discover;

import java.util.Set;
import java.util.TreeSet;

/** Whether two tables are one, by the names of their columns. */
final class Alike {
  private static final double ENOUGH = 0.5;

  private Alike() {}

  /** Whether they have at least half of all their names in common. */
  static boolean are(Set<String> names, Set<String> others) {
    Set<String> both = new TreeSet<>(names);
    both.retainAll(others);
    Set<String> all = new TreeSet<>(names);
    all.addAll(others);
    return both.size() >= all.size() * ENOUGH;
  }
}
