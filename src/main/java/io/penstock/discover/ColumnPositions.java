package io.penstock.discover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns of several files, and where those of each of them stand among them. */
final class ColumnPositions {
  private final Map<String, Integer> positions = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** As the files that had them first write them. */
  List<String> names() {
    return List.copyOf(names);
  }

  /**
   * The positions of a file's columns; those that no file had before come behind the others.
   * Whether letters are capital does not tell columns apart; of a name that comes twice in a file,
   * the first and the second are two.
   */
  List<Integer> of(List<String> header) {
    Map<String, Integer> times = new HashMap<>();
    List<Integer> own = new ArrayList<>();
    for (String name : header) {
      String folded = (name == null ? "" : name).strip().toLowerCase(Locale.ROOT);
      String column = folded + "\0" + times.merge(folded, 1, Integer::sum);
      Integer position = positions.putIfAbsent(column, names.size());
      if (position == null) {
        names.add(name);
      }
      own.add(positions.get(column));
    }
    return own;
  }
}
