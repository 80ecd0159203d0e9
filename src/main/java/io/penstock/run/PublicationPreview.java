package io.penstock.run;

import io.penstock.plan.Decision;
import io.penstock.plan.Plan;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.publish.GoldTable;
import io.penstock.publish.PublishStep;
import java.util.Optional;

/** What a planned publication would do to its target: rows, DDL, or why all of it is sent. */
public record PublicationPreview(RunContext context) {

  /**
   * Looks at the rows and at the target, and changes neither.
   *
   * @return empty for other steps, for those with nothing to do, and for those whose table is yet
   *     to change in the same run
   */
  public Optional<String> of(Plan.PlannedStep planned) {
    if (!planned.settled() || !planned.decision().works()) {
      return Optional.empty();
    }
    return planned
        .step()
        .accept(
            new Step.SomeKinds<>() {
              @Override
              public Optional<String> other(Step step) {
                return Optional.empty();
              }

              @Override
              public Optional<String> publish(Step.Publish step) {
                return Optional.of(preview(step, planned));
              }
            });
  }

  private String preview(Step.Publish step, Plan.PlannedStep planned) {
    TableProgress source = planned.facts().inputs().get(step.table().from());
    return context
        .targets()
        .of(step.target())
        .preview(
            PublishStep.publication(step, "plan", source, context.owner()),
            new GoldTable(context.lake().forStep(), step.table().from(), source),
            planned.decision().action() == Decision.Action.REBUILD);
  }
}
