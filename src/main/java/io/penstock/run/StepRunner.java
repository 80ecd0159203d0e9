package io.penstock.run;

import io.penstock.land.LandingSource;
import io.penstock.ops.CurrentRun;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Decider;
import io.penstock.plan.Decision;
import io.penstock.plan.Facts;
import io.penstock.plan.Plan;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import java.util.Map;
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
  private final Map<String, LandingSource.Seen> seen;
  private final Runnable begin;

  /**
   * @param seen what looks at sources have found, by step name
   * @param begin says that the run has work to do; called before the first step that has
   */
  StepRunner(
      RunContext context,
      CurrentRun run,
      KnownTables tables,
      Decider decider,
      Map<String, LandingSource.Seen> seen,
      Runnable begin) {
    this.context = context;
    this.run = run;
    this.tables = tables;
    this.decider = decider;
    this.seen = seen;
    this.begin = begin;
  }

  StepOutcome run(Plan.PlannedStep planned) {
    Step step = planned.step();
    Facts facts = planned.settled() ? planned.facts() : tables.facts(planned);
    Decision decision = planned.settled() ? planned.decision() : step.decide(decider, facts);
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
      step.output().ifPresent(tables::lookAgain);
    }
    return outcome;
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
      return stepContext
          .subject()
          .accept(
              new Stages(
                  stepContext,
                  context.targets(),
                  Optional.ofNullable(seen.get(stepContext.step()))));
    } finally {
      spark.removeJobTag(stepContext.step());
    }
  }
}
