package io.penstock.run;

import io.penstock.lake.Lake;
import io.penstock.lake.SparkErrors;
import io.penstock.ops.Counts;
import io.penstock.ops.RunLedger;
import io.penstock.ops.StepOutcome;
import io.penstock.ops.StepResult;
import io.penstock.ops.UnbalancedException;
import io.penstock.plan.Observed;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.plan.Selection;
import io.penstock.plan.Step;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import io.penstock.spec.RedactedFailure;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SecretText;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SpecException;
import io.penstock.spec.TableName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes the steps of a pipeline, independent ones side by side, and keeps the ledger. */
public final class Runner {
  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
  private static final int AT_A_TIME = 4;
  private static final int TRIES = 3;
  private static final String NOT_RUN = "not run";

  private final Room room;

  /**
   * What a run happens in.
   *
   * @param workFolder a folder on the local disk that outlives the process
   */
  public record Room(
      ResolvedPipeline pipeline,
      Lake lake,
      Targets targets,
      Path workFolder,
      SecretResolver secrets,
      RunListener listener) {
    /** Whose the tables of a target are that this pipeline makes. */
    String owner() {
      return pipeline.spec().name() + " of " + lake.location().display();
    }
  }

  public Runner(Room room) {
    this.room = room;
  }

  /**
   * Resolves every secret that the steps need.
   *
   * @param only the steps; empty: all
   * @throws SpecException with a line for each that is not there, before anything has run
   */
  public void requireSecrets(List<String> only) {
    List<Runnable> needed = new ArrayList<>();
    for (Step step : Selection.of(room.pipeline(), only)) {
      if (step instanceof Step.Publish publish) {
        needed.add(() -> room.targets().of(publish.target()));
      } else if (step instanceof Step.Land land
          && land.source().location() instanceof SourceLocation.Http http) {
        needed.add(() -> room.secrets().resolve(http.url(), land.source().at()));
        for (SecretText value : http.headers().values()) {
          needed.add(() -> room.secrets().resolve(value, land.source().at()));
        }
      }
    }
    Set<String> missing = new LinkedHashSet<>();
    for (Runnable each : needed) {
      try {
        each.run();
      } catch (SpecException e) {
        missing.add(e.getMessage());
      }
    }
    if (!missing.isEmpty()) {
      throw new SpecException(String.join("\n", missing));
    }
  }

  /**
   * Makes sure that files can be opened where the steps need them.
   *
   * @param only the steps; empty: all
   * @throws SpecException with a line for each place, before anything has run
   */
  public void requireStorage(List<String> only) {
    new StorageReach(room.lake(), room.pipeline()).require(Selection.of(room.pipeline(), only));
  }

  /**
   * Looks at the lake and the targets; nothing is changed.
   *
   * @param only the steps whose targets are looked at; empty: all
   */
  public Observed observe(List<String> only) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      return new Observer(room.lake(), room.targets(), threads)
          .observe(room.pipeline(), Selection.of(room.pipeline(), only));
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Runs; a step that fails is in the result, with the steps that could not run because of it.
   *
   * @param observed what {@link #observe()} has just found
   */
  public RunResult run(RunRequest request, Observed observed) {
    Instant startedAt = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    List<Step> steps = Selection.of(room.pipeline(), request.only());
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      RunLedger ledger =
          new RunLedger(
              room.lake(),
              request.runId(),
              room.pipeline().spec().name(),
              room.pipeline().spec().environment().name(),
              startedAt);
      Observer observer = new Observer(room.lake(), room.targets(), threads);
      KnownTables tables = new KnownTables(observer, observed, room.pipeline());
      StepRunner runner = new StepRunner(room, request, tables, startedAt, ledger::began);
      CompletableFuture<Void> kept =
          CompletableFuture.runAsync(
              () -> keepProgress(observed, steps),
              task -> new Thread(task, "keep-progress").start());
      List<StepResult> results = execute(steps, runner, threads);
      kept.join();
      RunResult result = result(request, startedAt, results);
      return recorded(ledger, result);
    } catch (java.util.concurrent.CompletionException e) {
      throw SparkErrors.sentence("Pipeline '" + room.pipeline().spec().name() + "'", "run", e)
          .orElseThrow(() -> e);
    } finally {
      threads.shutdownNow();
    }
  }

  // What was seen of a table before the run, which an ended run, an earlier version of Penstock or
  // the upkeep of the platform may have left without a second record.
  private void keepProgress(Observed observed, List<Step> steps) {
    Lake lake = room.lake().forStep();
    for (Step step : steps) {
      ResolvedPipeline.table(step)
          .filter(observed.tables()::containsKey)
          .ifPresent(
              table -> {
                keepProgress(lake, table, observed.tables().get(table).version());
                keepProgress(lake, table.quarantine(), 0);
              });
    }
  }

  private static void keepProgress(Lake lake, TableName table, long version) {
    try {
      lake.keepProgress(table, version);
    } catch (Exception e) {
      // Spark throws checked exceptions without declaring them.
      LOG.warn("the progress of {} is only in its log for now", table, RedactedFailure.of(e));
    }
  }

  // What a step has to say comes first: a record that cannot be written must not hide it.
  private RunResult recorded(RunLedger ledger, RunResult result) {
    try {
      ledger.ended(
          result.succeeded() ? "succeeded" : "failed",
          result.balanced(),
          result.steps(),
          Instant.now());
      return result;
    } catch (Throwable e) {
      LOG.error("the record of run {} cannot be written", result.runId(), RedactedFailure.of(e));
      String why =
          SparkErrors.sentence("Tables 'ops.runs', 'ops.steps', 'ops.checks'", "be written", e)
              .map(PenstockException::getMessage)
              .orElseGet(() -> SparkErrors.reason(e) + ".");
      return result.withProblem(
          "The steps are as they say, but the record of this run is missing: " + why);
    }
  }

  private List<StepResult> execute(List<Step> steps, StepRunner runner, ExecutorService threads) {
    Map<String, CompletableFuture<StepResult>> running = new LinkedHashMap<>();
    for (Step step : steps) {
      List<CompletableFuture<StepResult>> before =
          step.dependsOn().stream().filter(running::containsKey).map(running::get).toList();
      CompletableFuture<Void> ready =
          CompletableFuture.allOf(before.toArray(CompletableFuture[]::new));
      running.put(
          step.name(), ready.thenApplyAsync(done -> attempt(step, before, runner), threads));
    }
    List<StepResult> results = new ArrayList<>();
    running.values().forEach(future -> results.add(future.join()));
    return results;
  }

  private StepResult attempt(
      Step step, List<CompletableFuture<StepResult>> before, StepRunner runner) {
    Instant from = Instant.now();
    Optional<String> failed =
        before.stream()
            .map(CompletableFuture::join)
            .filter(result -> result.failed() || result.detail().startsWith(NOT_RUN))
            .map(StepResult::step)
            .findFirst();
    StepResult result;
    if (failed.isPresent()) {
      result = notRun(step, NOT_RUN + " because " + failed.get() + " failed");
    } else {
      result = tried(step, runner, from);
    }
    room.listener().ended(result);
    return result;
  }

  private static StepResult notRun(Step step, String why) {
    return new StepResult(
        step.name(), "skipped", Counts.NONE, 0, why, List.of(), Optional.empty(), 0);
  }

  private StepResult tried(Step step, StepRunner runner, Instant from) {
    for (int i = 1; ; i++) {
      try {
        StepOutcome outcome = runner.run(step);
        String status = outcome.status() == StepOutcome.Status.DONE ? "done" : "skipped";
        return new StepResult(
            step.name(),
            status,
            outcome.counts(),
            since(from),
            outcome.detail(),
            outcome.checks(),
            Optional.empty(),
            0);
      } catch (Throwable e) {
        // Spark throws its checked SparkException without declaring it: no other step falls with
        // it.
        PenstockException known = known(step, e);
        LOG.error("step {} failed", step.name(), RedactedFailure.of(e));
        // Only what may be gone by itself is worth another try, and every step may be done twice.
        if (!known.retryable() || i == TRIES || step instanceof Step.Land) {
          return failed(step, from, known);
        }
        pause(i);
      }
    }
  }

  private static PenstockException known(Step step, Throwable e) {
    return SparkErrors.sentence("Step '" + step.name() + "'", "finish", e)
        .orElseGet(
            () ->
                OutsideException.ofPermanent(
                    "Step '"
                        + step.name()
                        + "': cannot finish because "
                        + SparkErrors.reason(e)
                        + ". The log has the details.",
                    e));
  }

  private StepResult failed(Step step, Instant from, PenstockException known) {
    int exit = known.exitStatus() == 3 ? 3 : 1;
    Counts counts = Counts.NONE;
    if (known instanceof UnbalancedException unbalanced) {
      counts = unbalanced.counts();
      if (unbalanced.committed()) {
        doubt(step);
      }
    }
    return new StepResult(
        step.name(),
        "failed",
        counts,
        since(from),
        "",
        List.of(),
        Optional.of(known.getMessage()),
        exit);
  }

  // The next run must not take for right what this one has found to be wrong.
  private void doubt(Step step) {
    ResolvedPipeline.table(step)
        .ifPresent(
            table -> {
              try {
                room.lake().forStep().doubt(table);
              } catch (Exception e) {
                // Spark throws checked exceptions without declaring them.
                LOG.error(
                    "cannot note that {} is to be computed anew", table, RedactedFailure.of(e));
              }
            });
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(1000L << attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double since(Instant from) {
    return Duration.between(from, Instant.now()).toMillis() / 1000.0;
  }

  private RunResult result(RunRequest request, Instant startedAt, List<StepResult> results) {
    // A guard's refusal says that the tables are as they were, which a failed step does not.
    boolean failed = results.stream().anyMatch(r -> r.exitStatus() == 1);
    int exit = failed ? 1 : results.stream().mapToInt(StepResult::exitStatus).max().orElse(0);
    // What a failed step has read nobody has accounted for.
    boolean balanced = results.stream().noneMatch(r -> r.failed() || !r.counts().balanced());
    return new RunResult(
        request.runId(),
        room.pipeline().spec().name(),
        room.pipeline().spec().environment().name(),
        since(startedAt),
        balanced,
        exit,
        results,
        Optional.empty());
  }
}
