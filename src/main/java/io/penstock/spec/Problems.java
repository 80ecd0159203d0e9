package io.penstock.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  private final List<Problem> found = new ArrayList<>();

  public void add(Origin at, String sentence) {
    Problem problem = new Problem(at, sentence);
    if (!found.contains(problem)) {
      found.add(problem);
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
      throw new SpecException(
          all().stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
  }
}
