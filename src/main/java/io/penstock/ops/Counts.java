package io.penstock.ops;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of the rows of a step (files, for landing). Every row read must be found again:
 * {@code read = written + updated + unchanged + quarantined + filtered + deduplicated}. Deleted
 * rows are rows of the output that no longer have an input; they stand beside the balance.
 */
public record Counts(
    long read,
    long written,
    long updated,
    long unchanged,
    long deleted,
    long quarantined,
    long filtered,
    long deduplicated) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

  /** All rows were read and written, nothing else happened. */
  public static Counts written(long rows) {
    return new Counts(rows, rows, 0, 0, 0, 0, 0, 0);
  }

  public boolean balanced() {
    return read == accounted();
  }

  /** The rows that are known to have ended somewhere. */
  public long accounted() {
    return written + updated + unchanged + quarantined + filtered + deduplicated;
  }

  /** The figures by their names, in the order in which they are shown. */
  public Map<String, Long> asMap() {
    Map<String, Long> map = new LinkedHashMap<>();
    map.put("read", read);
    map.put("written", written);
    map.put("updated", updated);
    map.put("unchanged", unchanged);
    map.put("deleted", deleted);
    map.put("quarantined", quarantined);
    map.put("filtered", filtered);
    map.put("deduplicated", deduplicated);
    return map;
  }
}
