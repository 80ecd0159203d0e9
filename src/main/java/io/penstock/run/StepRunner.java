package io.penstock.run;

import io.penstock.bronze.BronzeStep;
import io.penstock.gold.GoldStep;
import io.penstock.lake.Lake;
import io.penstock.land.LandStep;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Decider;
import io.penstock.plan.Decision;
import io.penstock.plan.Definition;
import io.penstock.plan.Planner;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.publish.PublishStep;
import io.penstock.publish.Target;
import io.penstock.silver.SilverStep;
import io.penstock.spec.OutsideException;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.TableName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides one step with what is known when its turn comes, and does it. */
final class StepRunner {
  private final Runner.Room room;
  private final ResolvedPipeline pipeline;
  private final Lake lake;
  private final Targets targets;
  private final KnownTables tables;
  private final Decider decider;
  private final RunRequest request;
  private final RunListener listener;
  private final Instant startedAt;
  private final Path workFolder;
  private final SecretResolver secrets;
  private final Runnable begin;

  /**
   * @param begin says that the run has work to do; called before the first step that has
   */
  StepRunner(
      Runner.Room room, RunRequest request, KnownTables tables, Instant startedAt, Runnable begin) {
    this.begin = begin;
    this.room = room;
    this.pipeline = room.pipeline();
    this.lake = room.lake();
    this.targets = room.targets();
    this.workFolder = room.workFolder();
    this.secrets = room.secrets();
    this.listener = room.listener();
    this.tables = tables;
    this.decider = new Decider(request.refresh());
    this.request = request;
    this.startedAt = startedAt;
  }

  StepOutcome run(Step step) {
    Map<TableName, TableProgress> inputs = new TreeMap<>();
    for (TableName input : Planner.inputs(step)) {
      inputs.put(
          input,
          tables
              .of(input)
              .orElseThrow(
                  () ->
                      OutsideException.ofPermanent(
                          "Step '"
                              + step.name()
                              + "': cannot run because the table '"
                              + input
                              + "' is not there yet. Run the steps before it, or leave out --only.",
                          null)));
    }
    Optional<TableProgress> own = ResolvedPipeline.table(step).flatMap(tables::of);
    Definition definition = Planner.definition(step);
    Decision decision = decide(step, definition, own, inputs);
    listener.started(step.name(), decision);
    if (decision.skips()) {
      return StepOutcome.skipped(decision.reason());
    }
    if (!(step instanceof Step.Land)) {
      begin.run();
    }
    Lake stepLake = lake.forStep();
    StepContext context =
        new StepContext(
            step.name(),
            request.runId(),
            startedAt,
            stepLake,
            workFolder,
            pipeline.spec().folder(),
            secrets,
            (done, total, unit) -> listener.progress(step.name(), done, total, unit),
            decision,
            definition,
            room.owner(),
            own,
            inputs);
    StepOutcome outcome = told(own, tagged(step, context));
    if (outcome.status() == StepOutcome.Status.DONE) {
      ResolvedPipeline.table(step).ifPresent(tables::lookAgain);
    }
    return outcome;
  }

  private static StepOutcome told(Optional<TableProgress> own, StepOutcome outcome) {
    if (own.filter(TableProgress::altered).isEmpty()
        || outcome.status() != StepOutcome.Status.DONE) {
      return outcome;
    }
    String why = "put right what somebody else had changed (" + own.get().standing().why() + ")";
    return outcome.withDetail(outcome.detail().isEmpty() ? why : outcome.detail() + "; " + why);
  }

  /** Spark jobs carry the step's name, so that one can see whose they are. */
  private StepOutcome tagged(Step step, StepContext context) {
    var spark = lake.spark().sparkContext();
    spark.addJobTag(step.name());
    try {
      return execute(step, context);
    } finally {
      spark.removeJobTag(step.name());
    }
  }

  private Decision decide(
      Step step,
      Definition definition,
      Optional<TableProgress> own,
      Map<TableName, TableProgress> inputs) {
    if (step instanceof Step.Land) {
      return new Decision(Decision.Action.LOOK, "asks for what is new");
    }
    if (step instanceof Step.Publish publish) {
      Target target = targets.of(publish.target());
      return decider.publication(
          publish,
          definition,
          inputs.get(publish.table().from()),
          target.published(publish.table().table()));
    }
    return decider.table(step, definition, own, inputs);
  }

  private StepOutcome execute(Step step, StepContext context) {
    if (step instanceof Step.Land land) {
      return new LandStep(land, context).run();
    }
    if (step instanceof Step.Bronze bronze) {
      return new BronzeStep(bronze, context).run();
    }
    if (step instanceof Step.Silver silver) {
      return new SilverStep(silver, context).run();
    }
    if (step instanceof Step.Gold gold) {
      return new GoldStep(gold, context).run();
    }
    Step.Publish publish = (Step.Publish) step;
    return new PublishStep(publish, context, targets.of(publish.target())).run();
  }
}
