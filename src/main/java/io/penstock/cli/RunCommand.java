package io.penstock.cli;

import io.penstock.drift.Drifts;
import io.penstock.plan.Refresh;
import io.penstock.plan.Selection;
import io.penstock.run.PreparedRun;
import io.penstock.run.RunContext;
import io.penstock.run.RunListener;
import io.penstock.run.RunRequest;
import io.penstock.run.RunResult;
import java.io.PrintStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock run}. */
@Command(
    name = "run",
    description = "Runs a pipeline: lands, checks, computes and publishes what is new.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private PipelineOptions options;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "STEP",
      description = "only these steps, or all whose name begins so, such as gold")
  private List<String> only = List.of();

  @Option(names = "--full-refresh", description = "compute everything again from the landed files")
  private boolean fullRefresh;

  @Option(
      names = "--json",
      description = "print one JSON document on stdout, and nothing else there")
  private boolean json;

  @Override
  public Integer call() {
    Loading loading = new Loading(options);
    loading.problems().throwIfAny();
    Selection.of(loading.resolved(), only);
    PrintStream out = System.out;
    try (RunView view = json ? RunView.silent() : RunView.of(out);
        StopNotice notice = StopNotice.on(System.err, view::end);
        PipelineSession session = PipelineSession.toRun(loading)) {
      RunListener listener = notice.quietOnceStopped(view.listener());
      RunContext context = session.context(listener);
      PreparedRun prepared =
          PreparedRun.of(
              context,
              RunRequest.of(only, fullRefresh ? Refresh.FULL : Refresh.AS_NEEDED),
              loading.problems());
      Drifts.Found drift = Drifts.of(context, prepared);
      view.begin(session.pipeline().spec().name(), session.lake().spark());
      if (!json) {
        session.pipeline().spec().skipped().forEach(out::println);
        DriftLines.print(out, session.pipeline().spec(), drift);
      }
      RunResult result = prepared.run(UUID.randomUUID().toString());
      view.end();
      LOG.info("the run has ended");
      if (notice.stopped()) {
        return result.exitStatus();
      }
      if (json) {
        out.println(RunJson.of(result, drift));
      } else {
        new RunSummary(out).print(result, session.whereToLook());
      }
      result.problem().ifPresent(System.err::println);
      return result.exitStatus();
    }
  }
}
