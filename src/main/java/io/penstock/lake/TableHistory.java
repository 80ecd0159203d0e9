package io.penstock.lake;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The commits of a table, read from the newest to the step's last one: who did what since, and
 * whether it changed rows.
 */
final class TableHistory {
  private final List<Commit> since = new ArrayList<>();
  private Commit ofStep;
  private long newest = -1;
  private long oldest;

  /** Reads no more commits than it takes to find one of a step. */
  TableHistory(Iterator<Commit> newestFirst) {
    long downTo = 0;
    while (newestFirst.hasNext()) {
      Commit commit = newestFirst.next();
      newest = Math.max(newest, commit.version());
      oldest = commit.version();
      if (ofStep != null && oldest <= downTo) {
        break;
      }
      if (ofStep == null && commit.step().isPresent()) {
        ofStep = commit;
        Long base = commit.step().get().base();
        // Whoever was quicker than the step, after it had looked, was not seen by it.
        downTo = base == null ? commit.version() : base;
        if (downTo >= commit.version() - 1) {
          break;
        }
      } else if (commit.changesRows() || commit.restores().isPresent()) {
        since.add(commit);
      }
    }
  }

  long newest() {
    return newest;
  }

  /** What the log itself says; empty if no commit of a step is left in it. */
  Optional<TableState> state() {
    if (ofStep == null) {
      return Optional.empty();
    }
    StepCommit step = ofStep.step().orElseThrow();
    long own =
        ofStep.changesRows() || step.changedBefore() == null
            ? ofStep.version()
            : step.changedBefore();
    return Optional.of(state(step, ofStep.version(), own, since));
  }

  /**
   * What was kept beside the log, and what the log says of the time since then.
   *
   * @param isStill whether the table holds the rows that it held when that was kept
   */
  Optional<TableState> state(KeptProgress kept, BooleanSupplier isStill) {
    boolean another = kept.at() > newest || oldest <= kept.at();
    if (another) {
      return Optional.empty();
    }
    List<Commit> unseen = since.stream().filter(c -> c.version() > kept.seen()).toList();
    TableState state = state(kept.commit(), kept.at(), kept.changedAt(), unseen);
    boolean gap = oldest > kept.seen() + 1;
    if (!gap || state.standing().kind() != TableState.Kind.KNOWN || isStill.getAsBoolean()) {
      return Optional.of(state);
    }
    return Optional.of(
        new TableState(
            newest,
            oldest,
            state.last(),
            state.at(),
            new TableState.Standing(
                TableState.Kind.ALTERED,
                "or may have, since its log no longer tells of versions "
                    + (kept.seen() + 1)
                    + " to "
                    + (oldest - 1))));
  }

  // To restore the version that the step left, or a later one that only upkeep had made of it, puts
  // right what came in between. A reader may have seen that, so the rows count as changed.
  private TableState state(StepCommit step, long at, long changedAt, List<Commit> newestFirst) {
    long changed = changedAt;
    long undoneDownTo = Long.MAX_VALUE;
    Optional<Commit> altering = Optional.empty();
    for (Commit commit : newestFirst) {
      changed = Math.max(changed, commit.version());
      if (commit.version() > undoneDownTo) {
        continue;
      }
      if (commit.restores().filter(version -> version >= at).isPresent()) {
        undoneDownTo = commit.restores().get();
      } else {
        altering = altering.or(() -> Optional.of(commit));
      }
    }
    return new TableState(
        newest,
        changed,
        step,
        at,
        altering
            .map(c -> new TableState.Standing(TableState.Kind.ALTERED, c.told()))
            .orElse(TableState.Standing.AS_LEFT));
  }
}
