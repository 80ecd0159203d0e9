package io.penstock.discover;

import java.util.List;
import java.util.Map;

/**
 * What was found, and the files that would load it.
 *
 * @param origin what begins each of its files, and tells whose they are
 * @param files their texts by their paths in a pipeline folder
 * @param tables what was found
 * @param notes what was left out and why, and what somebody should look at: a sentence each
 * @param whole whether all could be read, so that what is not here is no longer there
 */
public record Proposal(
    String origin,
    Map<String, String> files,
    List<FoundTable> tables,
    List<String> notes,
    boolean whole) {
  public Proposal {
    tables = List.copyOf(tables);
    notes = List.copyOf(notes);
  }

  /**
   * A table that was found.
   *
   * @param bronze what it would be called in bronze
   * @param what of which kind it is
   * @param columns how many
   * @param rows how many were looked at; -1 where none was
   * @param keys what tells its rows apart; empty if nothing is known to
   */
  public record FoundTable(String bronze, String what, int columns, long rows, List<String> keys) {
    public FoundTable {
      keys = List.copyOf(keys);
    }
  }
}
