package io.penstock.run;

import io.penstock.lake.Lake;
import io.penstock.lake.TableComment;
import io.penstock.ops.CurrentRun;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Decider;
import io.penstock.plan.Decision;
import io.penstock.plan.Facts;
import io.penstock.plan.Plan;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.spec.EnvironmentSpec;
import java.util.Optional;

/**
 * Does one step of the plan: what is settled there as it stands, and what follows other steps as
 * the same rules have it now that those have ended.
 */
final class StepRunner {
  private final RunContext context;
  private final CurrentRun run;
  private final KnownTables tables;
  private final Decider decider;
  private final Runnable begin;

  /**
   * @param begin says that the run has work to do; called before the first step that has
   */
  StepRunner(
      RunContext context, CurrentRun run, KnownTables tables, Decider decider, Runnable begin) {
    this.context = context;
    this.run = run;
    this.tables = tables;
    this.decider = decider;
    this.begin = begin;
  }

  /** Does what the plan says, or decides now where the plan leaves it open. */
  StepOutcome run(Plan.PlannedStep planned) {
    return planned.settled()
        ? run(planned.step(), planned.facts(), planned.decision())
        : runAgain(planned);
  }

  /** The same after a try that failed, which may have come further than anybody has heard. */
  StepOutcome runAgain(Plan.PlannedStep planned) {
    Facts facts = tables.facts(planned);
    return run(planned.step(), facts, planned.step().decide(decider, facts));
  }

  private StepOutcome run(Step step, Facts facts, Decision decision) {
    context.listener().started(step.name(), decision);
    if (decision.skips()) {
      return StepOutcome.skipped(decision.reason());
    }
    if (decision.works()) {
      begin.run();
    }
    StepContext stepContext =
        new StepContext(
            step,
            run,
            context.lake().forStep(),
            (done, total, unit) -> context.listener().progress(step.name(), done, total, unit),
            decision,
            facts);
    StepOutcome outcome = told(facts.own(), tagged(stepContext));
    if (outcome.done()) {
      describe(step, stepContext.lake());
      step.output().ifPresent(tables::lookAgain);
    }
    return outcome;
  }

  private void describe(Step step, Lake lake) {
    boolean local = context.pipeline().spec().environment().name().equals(EnvironmentSpec.LOCAL);
    // Nobody looks for it in folders of a laptop, where it would cost as much as a small step.
    boolean wanted = lake.location().catalog().isPresent() || !local;
    String text = step.accept(new Description()).strip();
    if (wanted && !text.isEmpty()) {
      step.output().ifPresent(table -> new TableComment(lake, table).put(text));
    }
  }

  private static StepOutcome told(Optional<TableProgress> own, StepOutcome outcome) {
    if (own.filter(TableProgress::altered).isEmpty() || !outcome.done()) {
      return outcome;
    }
    String why = "put right what somebody else had changed (" + own.get().standing().why() + ")";
    return outcome.withDetail(outcome.detail().isEmpty() ? why : outcome.detail() + "; " + why);
  }

  /** Spark jobs carry the step's name, so that one can see whose they are. */
  private StepOutcome tagged(StepContext stepContext) {
    var spark = context.lake().spark().sparkContext();
    spark.addJobTag(stepContext.step());
    try {
      return stepContext.subject().accept(new Stages(stepContext, context.targets()));
    } finally {
      spark.removeJobTag(stepContext.step());
    }
  }
}
