package io.penstock.publish;

import io.penstock.ops.Conservation;
import io.penstock.ops.Counts;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
    Publication publication =
        new Publication(
            step.name(),
            context.runId(),
            step.table().from(),
            step.table().table(),
            step.keys(),
            step.table().types(),
            step.table().indexes(),
            source,
            context.definition(),
            step.table().at());
    if (!context.rebuilds()) {
      target.settle(publication);
      return StepOutcome.done(Counts.NONE, context.decision().reason(), List.of());
    }
    Dataset<Row> rows = context.lake().at(step.table().from(), source.version());
    Counts counts = target.swap(publication, rows, context.progress());
    Conservation.check(step.name(), counts);
    return StepOutcome.done(counts, "version " + source.version(), List.of());
  }
}
