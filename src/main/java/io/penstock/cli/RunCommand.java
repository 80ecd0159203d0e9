package io.penstock.cli;

import io.penstock.plan.Decider;
import io.penstock.plan.Observed;
import io.penstock.plan.Selection;
import io.penstock.run.ModelAnalysis;
import io.penstock.run.RunListener;
import io.penstock.run.RunRequest;
import io.penstock.run.RunResult;
import io.penstock.run.Runner;
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

  @Option(names = "--full-refresh", description = "compute everything anew from the landed files")
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
        PipelineSession opened = PipelineSession.toRun(loading)) {
      RunListener listener = notice.quietOnceStopped(view.listener());
      Runner runner = new Runner(opened.room(listener));
      runner.requireSecrets(only);
      runner.requireStorage(only);
      Observed observed = runner.observe(only);
      LOG.info("the lake and the targets have been observed");
      new ModelAnalysis(opened.lake().forStep().spark(), loading.problems())
          .check(opened.pipeline(), observed);
      loading.problems().throwIfAny();
      LOG.info("the models have been analysed");
      RunRequest request =
          new RunRequest(
              UUID.randomUUID().toString(),
              only,
              fullRefresh ? Decider.Refresh.FULL : Decider.Refresh.AS_NEEDED);
      view.begin(opened.pipeline().spec().name(), opened.lake().spark());
      RunResult result = runner.run(request, observed);
      view.end();
      LOG.info("the run has ended");
      if (notice.stopped()) {
        return result.exitStatus();
      }
      if (json) {
        out.println(RunJson.of(result));
      } else {
        new RunSummary(out).print(result, opened.whereToLook());
      }
      result.problem().ifPresent(System.err::println);
      return result.exitStatus();
    }
  }
}
