package io.penstock.publish;

import io.penstock.ops.Conservation;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import java.util.List;

/** Publishes one table of the lake at a pinned version. */
public final class PublishStep {
  private final Step.Publish step;
  private final StepContext context;
  private final Target target;

  public PublishStep(Step.Publish step, StepContext context, Target target) {
    this.step = step;
    this.context = context;
    this.target = target;
  }

  /** Does the step. */
  public StepOutcome run() {
    TableProgress source = context.inputs().get(step.table().from());
    Publication publication = publication(step, context.runId(), source, context.run().owner());
    GoldTable gold = new GoldTable(context.lake(), step.table().from(), source);
    Target.Delivered delivered =
        context.rebuilds()
            ? target.refresh(publication, gold, context.progress())
            : target.update(publication, gold, context.progress());
    new Conservation(step.name()).check(delivered.counts());
    return StepOutcome.done(delivered.counts(), delivered.detail(), List.of());
  }

  /**
   * The publication that a step stands for.
   *
   * @param owner see {@link Publication#owner}
   */
  public static Publication publication(
      Step.Publish step, String runId, TableProgress source, String owner) {
    return new Publication(
        step.name(),
        step.table().from(),
        new Publication.Shape(
            step.table().table(),
            step.keys(),
            step.keysAreTheModels() && source.asLeft(),
            step.table().types(),
            step.table().indexes(),
            step.table().layout()),
        new Publication.Edition(runId, owner, source, step.definition()),
        Publication.Delivery.of(step.table()),
        step.table().at());
  }
}
