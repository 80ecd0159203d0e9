package io.penstock.ops;

import io.penstock.spec.OutsideException;
import java.util.Map;

/** Compares the books that a step kept with what Delta counted in the commit itself. */
public final class Conservation {
  private Conservation() {}

  /**
   * Fails unless the books balance.
   *
   * @throws OutsideException if a row is missing or too many
   */
  public static void check(String step, Counts counts) {
    if (!counts.balanced()) {
      throw OutsideException.lasting(
          "Step '"
              + step
              + "': the books do not balance: "
              + counts.read()
              + " rows were read, but "
              + counts.accounted()
              + " are accounted for ("
              + counts.asMap()
              + "). The tables hold what was committed; look at the step's SQL for rows that it"
              + " multiplies, and report this.",
          null);
    }
  }

  /** Fails unless Delta counted the same number of rows as the step did. */
  public static void sameAsDelta(
      String step, String metric, long expected, Map<String, String> metrics) {
    String counted = metrics.get(metric);
    if (counted != null && Long.parseLong(counted) != expected) {
      throw OutsideException.lasting(
          "Step '"
              + step
              + "': the books do not balance: "
              + expected
              + " rows were to be committed, but"
              + " Delta counted "
              + counted
              + " ("
              + metric
              + "). Run again with --full-refresh --only "
              + step
              + ", and report this.",
          null);
    }
  }

  /**
   * Fails unless a write that replaced some rows wrote the number of new ones. Rows that only
   * shared a file with those that it replaced are written again, and Delta counts them twice: as
   * output and as copied.
   */
  public static void sameAsDeltaBesideCopies(
      String step, long expected, Map<String, String> metrics) {
    sameAsDelta(step, "numOutputRows", expected + metric(metrics, "numCopiedRows"), metrics);
  }

  /** A figure of Delta's; 0 when it gives none. */
  public static long metric(Map<String, String> metrics, String name) {
    return Long.parseLong(metrics.getOrDefault(name, "0"));
  }
}
