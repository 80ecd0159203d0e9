package io.penstock.run;

import io.penstock.bronze.BronzeStep;
import io.penstock.bronze.changes.ChangeLogStep;
import io.penstock.gold.GoldStep;
import io.penstock.land.LandStep;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Step;
import io.penstock.publish.PublishStep;
import io.penstock.silver.SilverStep;

/** The stage that does a step. */
record Stages(StepContext context, Targets targets) implements Step.Kinds<StepOutcome> {
  @Override
  public StepOutcome land(Step.Land step) {
    return new LandStep(step, context).run();
  }

  @Override
  public StepOutcome bronze(Step.Bronze step) {
    return step.source().location().database().isPresent()
        ? new ChangeLogStep(step, context).run()
        : new BronzeStep(step, context).run();
  }

  @Override
  public StepOutcome silver(Step.Silver step) {
    return new SilverStep(step, context).run();
  }

  @Override
  public StepOutcome gold(Step.Gold step) {
    return new GoldStep(step, context).run();
  }

  @Override
  public StepOutcome publish(Step.Publish step) {
    return new PublishStep(step, context, targets.of(step.target())).run();
  }
}
