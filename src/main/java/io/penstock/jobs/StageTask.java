package io.penstock.jobs;

import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.SparkFailures;
import io.penstock.lake.SparkSessions;
import io.penstock.ops.StepResult;
import io.penstock.plan.Observed;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.plan.Resolver;
import io.penstock.plan.Selection;
import io.penstock.plan.Step;
import io.penstock.quality.ModelRows;
import io.penstock.run.ModelAnalysis;
import io.penstock.run.PlainLines;
import io.penstock.run.RunLock;
import io.penstock.run.RunRequest;
import io.penstock.run.RunResult;
import io.penstock.run.Runner;
import io.penstock.run.SessionSettings;
import io.penstock.run.Targets;
import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.PenstockException;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SpecException;
import io.penstock.spec.read.PipelineReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of one stage of a pipeline, in a session that somebody else starts and stops. */
final class StageTask {
  private static final Logger LOG = LoggerFactory.getLogger(StageTask.class);

  private final String stage;
  private final JobArguments arguments;
  private final PrintStream out;
  private final SecretResolver secrets = SecretResolver.ofProcess();
  private final Problems problems = new Problems();

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
    try {
      new StageTask(stage, JobArguments.parse(args), System.out).run();
    } catch (JobFailed e) {
      throw e;
    } catch (Exception e) {
      LOG.error("the task failed", e);
      throw new JobFailed(sentence(stage, e));
    }
  }

  private static String sentence(String stage, Exception e) {
    return SparkFailures.sentence("Task '" + stage + "'", "go on", e)
        .map(PenstockException::getMessage)
        .orElseGet(
            () ->
                "Task '"
                    + stage
                    + "': cannot go on because of something that nobody foresaw: "
                    + SparkFailures.reason(e)
                    + ". The log has the details.");
  }

  private void run() {
    ResolvedPipeline pipeline = read();
    List<String> steps =
        Selection.of(pipeline, arguments.only()).stream()
            .map(Step::name)
            .filter(name -> name.startsWith(stage + "."))
            .toList();
    if (steps.isEmpty()) {
      out.println("There is nothing to do for the stage '" + stage + "'.");
      return;
    }
    Path workFolder = workFolder(pipeline.spec());
    try (RunLock lock = RunLock.take(pipeline.spec().name(), workFolder);
        Targets targets = new Targets(pipeline.spec().environment(), secrets)) {
      report(run(pipeline, steps, workFolder, targets));
    }
  }

  private ResolvedPipeline read() {
    PipelineSpec spec =
        PipelineReader.readWith(
            arguments.pipeline(), arguments.environment(), arguments.variables(), problems);
    ResolvedPipeline pipeline =
        Resolver.resolve(spec, problems, code -> ModelRows.instance(code).inputs());
    problems.throwIfAny();
    return pipeline;
  }

  private RunResult run(
      ResolvedPipeline pipeline, List<String> steps, Path workFolder, Targets targets) {
    EnvironmentSpec environment = pipeline.spec().environment();
    String root =
        environment
            .lake()
            .orElseThrow(
                () ->
                    new SpecException(
                        environment.at().file()
                            + ": a job cannot run because 'lake' does not say where landed files"
                            + " go. Give its root, such as lake: /Volumes/catalog/landing/files."));
    SparkSession spark = SparkSessions.ofPlatform(SessionSettings.of(environment, secrets));
    Lake lake = new Lake(spark, new LakeLocation(root, environment.catalog()));
    Runner runner =
        new Runner(
            new Runner.Room(pipeline, lake, targets, workFolder, secrets, new PlainLines(out)));
    // Of all stages: what the last task lacks is said before the first one has worked for an hour.
    runner.requireSecrets(arguments.only());
    runner.requireStorage(arguments.only());
    Observed observed = runner.observe(steps);
    new ModelAnalysis(lake.forStep().spark(), problems).check(pipeline, observed);
    problems.throwIfAny();
    return runner.run(new RunRequest(arguments.runId(), steps, arguments.refresh()), observed);
  }

  private void report(RunResult result) {
    if (!result.succeeded()) {
      throw new JobFailed(
          result.steps().stream()
              .map(StepResult::error)
              .flatMap(Optional::stream)
              .collect(Collectors.joining("\n")));
    }
    out.println(
        String.format(
            Locale.ROOT,
            "Stage '%s' of pipeline '%s' succeeded in %.1f s%s",
            stage,
            result.pipeline(),
            result.seconds(),
            result.balanced() ? "." : "; THE BOOKS DO NOT BALANCE."));
  }

  private static Path workFolder(PipelineSpec spec) {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "penstock", spec.environment().name(), spec.name());
  }
}
