package io.penstock.discover;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A three-way merge of lines: what was proposed before, what somebody made of it, what is proposed
 * now. Where both changed the same line, it stays as somebody made it.
 */
final class LineMerge {
  private final List<String> before;
  private final List<Change> merged = new ArrayList<>();
  private final List<Change> taken = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  /** Lines in the place of others; none at either side where lines are put in or taken out. */
  private record Change(int from, int to, List<String> lines, boolean mine) {
    boolean meets(Change other) {
      boolean both = from < other.to && other.from < to;
      boolean inside =
          from == to
              ? other.from < from && from < other.to
              : other.from == other.to && from < other.from && other.from < to;
      return both || inside;
    }

    boolean isLike(Change other) {
      return from == other.from && to == other.to && lines.equals(other.lines);
    }
  }

  private LineMerge(List<String> before) {
    this.before = before;
  }

  /**
   * @param lines as they are now
   * @param taken those of before with what was taken of the proposal; the rest is proposed again
   * @param refused proposed lines that gave way to others
   */
  record Merged(List<String> lines, List<String> taken, List<String> refused) {}

  static Merged of(List<String> before, List<String> mine, List<String> proposed) {
    return new LineMerge(before).merge(mine, proposed);
  }

  private Merged merge(List<String> mine, List<String> proposed) {
    List<Change> own = changes(mine, true);
    merged.addAll(own);
    for (Change change : changes(proposed, false)) {
      if (own.stream().anyMatch(change::isLike)) {
        taken.add(change);
      } else if (own.stream().anyMatch(change::meets)) {
        refused.addAll(change.lines());
      } else {
        merged.add(change);
        taken.add(change);
      }
    }
    // Of lines that both put in at one place, somebody's come first.
    merged.sort(
        Comparator.comparingInt(Change::from)
            .thenComparingInt(Change::to)
            .thenComparing(change -> !change.mine()));
    return new Merged(with(merged), with(taken), refused);
  }

  private List<String> with(List<Change> changes) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    for (Change change : changes) {
      lines.addAll(before.subList(at, change.from()));
      lines.addAll(change.lines());
      at = change.to();
    }
    lines.addAll(before.subList(at, before.size()));
    return lines;
  }

  private List<Change> changes(List<String> after, boolean mine) {
    return DiffUtils.diff(before, after).getDeltas().stream()
        .flatMap(delta -> each(delta, mine))
        .toList();
  }

  /** As many lines for as many are changes of each, so that one line's is not held against all. */
  private static Stream<Change> each(AbstractDelta<String> delta, boolean mine) {
    int from = delta.getSource().getPosition();
    int count = delta.getSource().size();
    List<String> lines = delta.getTarget().getLines();
    if (count != lines.size()) {
      return Stream.of(new Change(from, from + count, lines, mine));
    }
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(new Change(from + i, from + i + 1, List.of(lines.get(i)), mine));
    }
    return changes.stream();
  }
}
