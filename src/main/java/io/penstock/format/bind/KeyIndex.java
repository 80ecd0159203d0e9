package io.penstock.format.bind;

import io.penstock.spec.ColumnSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which declared or extra column a JSON key feeds; remembers what it has found. */
final class KeyIndex {
  /** Objects that use keys as data would otherwise fill the memory. */
  private static final int MOST_REMEMBERED = 10_000;

  private final List<ColumnSpec> columns;
  private final Map<String, Integer> found = new HashMap<>();
  private final Map<String, Integer> extras = new HashMap<>();

  KeyIndex(ColumnBinding binding) {
    this.columns = binding.columns();
    List<NewColumn> news = binding.newColumns();
    for (int i = 0; i < news.size(); i++) {
      extras.put(news.get(i).fileName(), i);
    }
  }

  /** The declared column, or -1. */
  int column(String key) {
    Integer known = found.get(key);
    if (known != null) {
      return known;
    }
    int column = search(key);
    if (found.size() < MOST_REMEMBERED) {
      found.put(key, column);
    }
    return column;
  }

  /** The extra column, or -1. */
  int extra(String key) {
    return extras.getOrDefault(key, NameMatch.NONE);
  }

  /** Whether a key is exactly what the spec calls the column in the file. */
  boolean isExact(String key, int column) {
    return columns.get(column).fileName().equals(key);
  }

  String exact(int column) {
    return columns.get(column).fileName();
  }

  private int search(String key) {
    int[] sources = NameMatch.of(columns, List.of(key)).sources();
    for (int i = 0; i < sources.length; i++) {
      if (sources[i] == 0) {
        return i;
      }
    }
    return NameMatch.NONE;
  }
}
