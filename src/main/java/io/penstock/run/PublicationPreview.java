package io.penstock.run;

import io.penstock.plan.Decision;
import io.penstock.plan.Observed;
import io.penstock.plan.Plan;
import io.penstock.plan.Planner;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.publish.GoldTable;
import io.penstock.publish.PublishStep;
import java.util.Optional;

/** What a planned publication would do to its target: rows, DDL, or why all of it goes anew. */
public final class PublicationPreview {
  private final Runner.Room room;
  private final Observed observed;

  public PublicationPreview(Runner.Room room, Observed observed) {
    this.room = room;
    this.observed = observed;
  }

  /**
   * Looks at the rows and at the target, and changes neither.
   *
   * @return empty for other steps, for those with nothing to do, and for those whose table is yet
   *     to change in the same run
   */
  public Optional<String> of(Plan.PlannedStep planned) {
    Decision.Action action = planned.decision().action();
    if (!(planned.step() instanceof Step.Publish step)
        || (action != Decision.Action.UPDATE && action != Decision.Action.REBUILD)) {
      return Optional.empty();
    }
    TableProgress source = observed.tables().get(step.table().from());
    if (source == null) {
      return Optional.empty();
    }
    return Optional.of(
        room.targets()
            .of(step.target())
            .preview(
                PublishStep.publication(
                    step, "plan", source, Planner.definition(step), room.owner()),
                new GoldTable(room.lake().forStep(), step.table().from(), source),
                action == Decision.Action.REBUILD));
  }
}
