package io.penstock.run;

import io.penstock.plan.Decision;
import io.penstock.plan.Plan;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Preview;
import io.penstock.publish.Publication;
import io.penstock.publish.PublishStep;
import io.penstock.publish.Target;
import java.util.Optional;

/** What a planned publication would do to its target: rows, DDL, or why all of it is sent. */
public record PublicationPreview(RunContext context) {

  /**
   * Looks at the rows and at the target, and changes neither.
   *
   * @return empty for other steps, for those with nothing to do, and for those whose table is yet
   *     to change in the same run
   */
  public Optional<Preview> of(Plan.PlannedStep planned) {
    if (!planned.settled() || !planned.decision().works()) {
      return Optional.empty();
    }
    return planned
        .step()
        .accept(
            new Step.SomeKinds<>() {
              @Override
              public Optional<Preview> other(Step step) {
                return Optional.empty();
              }

              @Override
              public Optional<Preview> publish(Step.Publish step) {
                return Optional.of(preview(step, planned));
              }
            });
  }

  private Preview preview(Step.Publish step, Plan.PlannedStep planned) {
    TableProgress source = planned.facts().inputs().get(step.table().from());
    Publication publication = PublishStep.publication(step, "plan", source, context.owner());
    GoldTable gold = new GoldTable(context.lake().forStep(), step.table().from(), source);
    Target target = context.targets().of(step.target());
    return planned.decision().action() == Decision.Action.REBUILD
        ? target.previewRefresh(publication, gold)
        : target.previewUpdate(publication, gold);
  }
}
