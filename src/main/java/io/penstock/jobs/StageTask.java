package io.penstock.jobs;

import io.penstock.ops.StepResult;
import io.penstock.plan.Selection;
import io.penstock.plan.Step;
import io.penstock.run.PreparedRun;
import io.penstock.run.RunLock;
import io.penstock.run.RunRequest;
import io.penstock.run.RunResult;
import io.penstock.run.Targets;
import io.penstock.spec.PenstockException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The steps of one stage of a pipeline, in a session that somebody else starts and stops. */
final class StageTask {
  private final String stage;
  private final JobArguments arguments;
  private final PrintStream out;

  private StageTask(String stage, JobArguments arguments, PrintStream out) {
    this.stage = stage;
    this.arguments = arguments;
    this.out = out;
  }

  /**
   * Runs the steps whose names begin with the stage.
   *
   * @throws JobFailed with the one sentence
   */
  static void run(String stage, String[] args) {
    TaskErrors.spoken(
        stage, () -> new StageTask(stage, JobArguments.parse(args), System.out).runOnce());
  }

  /** Runs, unless an attempt of this task has been refused in this run already. */
  private void runOnce() {
    Refusals refusals =
        new Refusals(
            TaskPlace.TEMPORARY.resolve("refused"), stage, arguments.runId(), arguments.repair());
    Optional<String> earlier = refusals.earlier();
    if (earlier.isPresent()) {
      throw TaskErrors.refusedBefore(stage, earlier.get());
    }
    try {
      run();
    } catch (PenstockException e) {
      if (e.exitStatus() == 2 || e.exitStatus() == 3) {
        refusals.note(e.getMessage());
      }
      throw e;
    } catch (JobFailed e) {
      if (e.isRefusal()) {
        refusals.note(e.getMessage());
      }
      throw e;
    }
  }

  private void run() {
    TaskPlace place = new TaskPlace(arguments, out);
    List<String> steps =
        Selection.of(place.pipeline(), arguments.only()).stream()
            .map(Step::name)
            .filter(name -> name.startsWith(stage + "."))
            .toList();
    if (steps.isEmpty()) {
      out.println("There is nothing to do for the stage '" + stage + "'.");
      return;
    }
    try (RunLock lock = RunLock.take(place.pipeline().spec().name(), place.workFolder());
        Targets targets = place.targets()) {
      report(run(place, steps, targets));
    }
  }

  private RunResult run(TaskPlace place, List<String> steps, Targets targets) {
    // Of all stages: what the last task lacks is said before the first one has worked for an hour.
    RunRequest request = new RunRequest(steps, arguments.only(), arguments.refresh());
    return PreparedRun.of(place.context(targets), request, place.problems()).run(arguments.runId());
  }

  private void report(RunResult result) {
    if (!result.succeeded()) {
      String sentences =
          Stream.concat(
                  result.steps().stream().map(StepResult::error).flatMap(Optional::stream),
                  result.problem().stream())
              .collect(Collectors.joining("\n"));
      throw result.exitStatus() == 3 ? JobFailed.refusal(sentences) : TaskErrors.failed(sentences);
    }
    out.println(
        String.format(
            Locale.ROOT,
            "Stage '%s' of pipeline '%s' succeeded in %.1f s%s",
            stage,
            result.pipeline(),
            result.seconds(),
            result.balanced() ? "." : "; THE ROW COUNTS DO NOT BALANCE."));
  }
}
