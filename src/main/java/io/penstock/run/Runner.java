package io.penstock.run;

import io.penstock.lake.SparkErrors;
import io.penstock.ops.CurrentRun;
import io.penstock.ops.RunLedger;
import io.penstock.ops.SharedParts;
import io.penstock.ops.StepResult;
import io.penstock.plan.Decider;
import io.penstock.plan.Observed;
import io.penstock.plan.Plan;
import io.penstock.spec.PenstockException;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.RedactedFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes a plan, independent steps side by side, and keeps the ledger. */
public final class Runner {
  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

  private final RunContext context;
  private final ExecutorService threads;

  Runner(RunContext context, ExecutorService threads) {
    this.context = context;
    this.threads = threads;
  }

  /**
   * Runs; a step that fails is in the result, with the steps that could not run because of it.
   *
   * @param observed what the plan was made from
   */
  RunResult run(String runId, Plan plan, Observed observed) {
    PipelineSpec spec = context.pipeline().spec();
    Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    SharedParts shared =
        new SharedParts(
            plan.steps().stream().map(Plan.PlannedStep::name).collect(Collectors.toSet()));
    CurrentRun run =
        new CurrentRun(
            runId,
            startedAt,
            context.workFolder(),
            spec.folder(),
            context.secrets(),
            context.owner(),
            spec.environment().connections(),
            shared);
    RunLedger ledger =
        new RunLedger(context.lake(), runId, spec.name(), spec.environment().name(), startedAt);
    StepRunner steps =
        new StepRunner(
            context,
            run,
            new KnownTables(context, observed.tables()),
            new Decider(plan.refresh()),
            ledger::began);
    ProgressBackup records = new ProgressBackup(context.lake(), observed);
    CompletableFuture<Void> kept =
        CompletableFuture.runAsync(
            () -> records.keep(plan), task -> new Thread(task, "keep-progress").start());
    try (shared) {
      List<StepResult> results = execute(plan, new StepAttempts(steps, context.lake()));
      kept.join();
      return recorded(
          ledger,
          RunResult.of(
              runId,
              spec.name(),
              spec.environment().name(),
              StepAttempts.since(startedAt),
              results));
    } catch (CompletionException e) {
      throw SparkErrors.sentence("Pipeline '" + spec.name() + "'", "run", e).orElseThrow(() -> e);
    }
  }

  private List<StepResult> execute(Plan plan, StepAttempts attempts) {
    Map<String, CompletableFuture<StepResult>> running = new LinkedHashMap<>();
    for (Plan.PlannedStep planned : plan.steps()) {
      List<CompletableFuture<StepResult>> before =
          planned.step().dependsOn().stream()
              .filter(running::containsKey)
              .map(running::get)
              .toList();
      CompletableFuture<Void> ready =
          CompletableFuture.allOf(before.toArray(CompletableFuture[]::new));
      running.put(
          planned.name(), ready.thenApplyAsync(done -> inTurn(planned, before, attempts), threads));
    }
    List<StepResult> results = new ArrayList<>();
    running.values().forEach(future -> results.add(future.join()));
    return results;
  }

  private StepResult inTurn(
      Plan.PlannedStep planned, List<CompletableFuture<StepResult>> before, StepAttempts attempts) {
    Optional<String> failed =
        before.stream()
            .map(CompletableFuture::join)
            .filter(result -> result.failed() || result.status() == StepResult.Status.NOT_RUN)
            .map(StepResult::step)
            .findFirst();
    StepResult result =
        failed
            .map(step -> StepResult.notRun(planned.name(), "not run because " + step + " failed"))
            .orElseGet(() -> attempts.run(planned));
    context.listener().ended(result);
    return result;
  }

  // What a step has to say comes first: a record that cannot be written must not hide it.
  private static RunResult recorded(RunLedger ledger, RunResult result) {
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
}
