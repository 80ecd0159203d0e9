package io.penstock.run;

import io.penstock.lake.Lake;
import io.penstock.lake.StepCommit;
import io.penstock.lake.TableState;
import io.penstock.ops.LandingLedger;
import io.penstock.plan.Decider;
import io.penstock.plan.Observed;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.spec.PenstockException;
import io.penstock.spec.RefusedException;
import io.penstock.spec.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;

/** Looks at the tables and targets of a pipeline, without reading rows. */
public final class Observer {
  private static final String LEDGER = "landing";

  private final Lake lake;
  private final Targets targets;
  private final ExecutorService threads;

  public Observer(Lake lake, Targets targets, ExecutorService threads) {
    this.lake = lake;
    this.targets = targets;
    this.threads = threads;
  }

  /**
   * Looks at all tables and at the targets of these steps, several things at a time. A target that
   * does not answer, and a table that is not Penstock's, are told and stop nothing else; a lake
   * that does not answer stops everything, and so does a target that refuses.
   *
   * @param steps those that somebody means to run
   */
  public Observed observe(ResolvedPipeline pipeline, List<Step> steps) {
    Map<TableName, CompletableFuture<Optional<TableProgress>>> tables = new TreeMap<>();
    Map<String, CompletableFuture<Optional<Decider.Published>>> publications = new TreeMap<>();
    for (Step step : pipeline.steps()) {
      ResolvedPipeline.table(step)
          .ifPresent(
              table ->
                  tables.put(table, CompletableFuture.supplyAsync(() -> table(table), threads)));
      if (step instanceof Step.Publish publish && steps.contains(step)) {
        publications.put(
            step.name(),
            CompletableFuture.supplyAsync(
                () -> targets.of(publish.target()).published(publish.table().table()), threads));
      }
    }
    Map<TableName, TableProgress> seen = new TreeMap<>();
    Map<String, Optional<Decider.Published>> held = new TreeMap<>();
    Map<String, PenstockException> troubles = new TreeMap<>();
    for (Step step : pipeline.steps()) {
      Optional<TableName> table = ResolvedPipeline.table(step);
      try {
        table.ifPresent(t -> joined(tables.get(t)).ifPresent(state -> seen.put(t, state)));
      } catch (RefusedException e) {
        troubles.put(step.name(), e);
      }
      try {
        if (publications.containsKey(step.name())) {
          held.put(step.name(), joined(publications.get(step.name())));
        }
      } catch (PenstockException e) {
        // What stays until somebody changes it, such as a wrong password, is said before a run.
        if (!e.retryable()) {
          throw e;
        }
        troubles.put(step.name(), e);
      }
    }
    return new Observed(seen, held, troubles);
  }

  /**
   * Looks at one table.
   *
   * @throws RefusedException if it is not to be used
   */
  public Optional<TableProgress> table(TableName table) {
    Optional<TableState> state = lake.state(table);
    Optional<TableProgress> progress = state.map(Observer::progress);
    if (!table.layer().equals(LEDGER) || progress.filter(TableProgress::altered).isEmpty()) {
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
    return new RefusedException(
        "Table '"
            + table
            + "': cannot say which files have arrived because somebody else has changed its rows."
            + " Found: "
            + progress.standing().why()
            + ". Bring back what the step left with RESTORE TABLE; or remove the table, and every"
            + " file that the source still has is landed again.");
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

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof PenstockException known) {
        throw known;
      }
      throw e;
    }
  }
}
