package io.penstock.lake;

import java.util.Map;

/**
 * A commit that a step has made, as Delta has it.
 *
 * @param version the version of the table that it made
 * @param rows how many rows that version has
 * @param metrics what Delta counted while it wrote, by the names Delta gives them
 */
public record CommitResult(long version, long rows, Map<String, String> metrics) {

  /** A figure of Delta's; 0 when it gives none. */
  public long metric(String name) {
    return Long.parseLong(metrics.getOrDefault(name, "0"));
  }
}
