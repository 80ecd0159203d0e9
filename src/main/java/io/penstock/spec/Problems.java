package io.penstock.spec;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects everything that is wrong with a folder, so that it can be said at once. */
public final class Problems {
  /** One thing that is wrong: where, and the sentence. */
  public record Problem(Origin at, String sentence) {
    @Override
    public String toString() {
      return at + ": " + sentence;
    }
  }

  private static final int MOST = 500;

  private final Set<Problem> found = new LinkedHashSet<>();
  private long more;

  /** Notes a problem, once; of very many only that there are more. */
  public void add(Origin at, String sentence) {
    Problem problem = new Problem(at, sentence);
    if (found.size() < MOST) {
      found.add(problem);
    } else if (!found.contains(problem)) {
      more++;
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** All problems, by file and line. */
  public List<Problem> all() {
    return found.stream()
        .sorted(
            Comparator.<Problem, String>comparing(p -> p.at().file())
                .thenComparing(p -> p.at().line()))
        .toList();
  }

  /** Ends here if anything was found, with one line a problem. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      String all = all().stream().map(Problem::toString).collect(Collectors.joining("\n"));
      throw new SpecException(more == 0 ? all : all + "\nand " + more + " more like these.");
    }
  }
}
