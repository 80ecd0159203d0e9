package io.penstock.cli;

import io.penstock.plan.Decider;
import io.penstock.plan.Observed;
import io.penstock.plan.Plan;
import io.penstock.plan.Planner;
import io.penstock.plan.Selection;
import io.penstock.run.ModelAnalysis;
import io.penstock.run.PublicationPreview;
import io.penstock.run.RunListener;
import io.penstock.run.Runner;
import io.penstock.spec.PenstockException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock plan}. */
@Command(
    name = "plan",
    description = "Says what a run would do and why; changes nothing.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @Mixin private PipelineOptions options;

  @Option(names = "--only", split = ",", paramLabel = "STEP", description = "only these steps")
  private List<String> only = List.of();

  @Option(names = "--full-refresh", description = "as for run")
  private boolean fullRefresh;

  @Override
  public Integer call() {
    Loading loading = new Loading(options);
    loading.problems().throwIfAny();
    try (PipelineSession opened = PipelineSession.of(loading)) {
      Runner runner = new Runner(opened.room(RunListener.SILENT));
      runner.requireSecrets(only);
      runner.requireStorage(only);
      Observed observed = runner.observe(only);
      new ModelAnalysis(opened.lake().forStep().spark(), loading.problems())
          .check(opened.pipeline(), observed);
      loading.problems().throwIfAny();
      Decider decider = new Decider(fullRefresh ? Decider.Refresh.FULL : Decider.Refresh.AS_NEEDED);
      Plan plan = new Planner(decider, observed).plan(Selection.of(opened.pipeline(), only));
      PublicationPreview preview =
          new PublicationPreview(opened.room(RunListener.SILENT), observed);
      TextTable table = new TextTable(List.of("step", "will", "because"));
      for (Plan.PlannedStep step : plan.steps()) {
        table.add(
            List.of(
                step.step().name(),
                step.decision().action().name().toLowerCase(Locale.ROOT),
                step.decision().reason() + preview.of(step).map(text -> ": " + text).orElse("")));
      }
      table.print(System.out);
      return plan.steps().stream()
          .map(step -> observed.troubles().get(step.step().name()))
          .filter(Objects::nonNull)
          .mapToInt(PenstockException::exitStatus)
          .min()
          .orElse(0);
    }
  }
}
