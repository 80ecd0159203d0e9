package io.penstock.cli;

import io.penstock.drift.Drifts;
import io.penstock.plan.Plan;
import io.penstock.plan.Refresh;
import io.penstock.run.PreparedRun;
import io.penstock.run.RunContext;
import io.penstock.run.RunListener;
import io.penstock.run.RunRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

  @Option(
      names = "--json",
      description = "print one JSON document on stdout, and nothing else there")
  private boolean json;

  @Override
  public Integer call() {
    Loading loading = new Loading(options);
    loading.problems().throwIfAny();
    try (PipelineSession session = PipelineSession.of(loading)) {
      RunContext context = session.context(RunListener.SILENT);
      PreparedRun prepared =
          PreparedRun.of(
              context,
              RunRequest.of(only, fullRefresh ? Refresh.FULL : Refresh.AS_NEEDED),
              loading.problems());
      Drifts.Found drift = Drifts.of(context, prepared);
      if (json) {
        System.out.println(PlanJson.of(session.pipeline().spec(), prepared, drift));
      } else {
        print(prepared);
        session.pipeline().spec().skipped().forEach(System.out::println);
        DriftLines.print(System.out, session.pipeline().spec(), drift);
      }
      return exitStatus(prepared.plan());
    }
  }

  private static void print(PreparedRun prepared) {
    TextTable table = new TextTable(List.of("step", "will", "because"));
    for (Plan.PlannedStep step : prepared.plan().steps()) {
      table.add(
          List.of(
              step.name(),
              step.decision().action().name().toLowerCase(Locale.ROOT),
              step.decision().reason()
                  + prepared.preview(step).map(preview -> ": " + preview.sentence()).orElse("")));
    }
    table.print(System.out);
  }

  /** What keeps a step from being done says how a run would end. */
  private static int exitStatus(Plan plan) {
    return plan.steps().stream()
        .map(Plan.PlannedStep::failure)
        .flatMap(Optional::stream)
        .mapToInt(failure -> failure.exitStatus() == 3 ? 3 : 1)
        .min()
        .orElse(0);
  }
}
