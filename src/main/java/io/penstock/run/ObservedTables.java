package io.penstock.run;

import io.penstock.lake.Lake;
import io.penstock.lake.StepCommit;
import io.penstock.lake.TableState;
import io.penstock.ops.LandingLedger;
import io.penstock.plan.TableProgress;
import io.penstock.spec.RefusedException;
import io.penstock.spec.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says of the tables of a lake how far their steps have come, and whether they can be used. */
final class ObservedTables {
  private static final String LANDING = "landing";

  private final Lake lake;

  ObservedTables(Lake lake) {
    this.lake = lake;
  }

  /**
   * Looks at one table.
   *
   * @throws RefusedException if it is not to be used
   */
  Optional<TableProgress> of(TableName table) {
    Optional<TableState> state = lake.state(table);
    Optional<TableProgress> progress = state.map(ObservedTables::progress);
    if (!table.layer().equals(LANDING) || progress.filter(TableProgress::altered).isEmpty()) {
      return progress;
    }
    if (state.get().standing().doubted()) {
      return progress.map(LandingLedger::withoutWhatWasSeen);
    }
    throw altered(table, progress.get());
  }

  // Every other table can be computed from its inputs; of the files that have arrived nothing tells
  // but this one.
  private static RefusedException altered(TableName table, TableProgress progress) {
    return RunErrors.alteredLanding(table, progress);
  }

  private static TableProgress progress(TableState state) {
    StepCommit last = state.last();
    Map<TableName, TableProgress.ReadUpTo> inputs = new TreeMap<>();
    last.inputs()
        .forEach(
            (name, at) -> {
              List<String> parts = new ArrayList<>(List.of(name.split("\\.", 2)));
              inputs.put(
                  new TableName(parts.get(0), parts.get(1)),
                  new TableProgress.ReadUpTo(
                      at.generation(), at.version(), at.batch() == null ? -1 : at.batch()));
            });
    return new TableProgress(
        state.version(),
        state.changedAt(),
        state.changedBefore(),
        last.generation(),
        last.definition(),
        last.batch(),
        inputs,
        last.notes(),
        new TableProgress.Standing(
            switch (state.standing().kind()) {
              case KNOWN -> TableProgress.Kind.AS_LEFT;
              case ALTERED -> TableProgress.Kind.ALTERED;
              case LOST -> TableProgress.Kind.LOST;
            },
            state.standing().why()));
  }
}
