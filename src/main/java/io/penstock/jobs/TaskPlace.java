package io.penstock.jobs;

import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.SparkSessions;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.run.PlainLines;
import io.penstock.run.Resolution;
import io.penstock.run.RunContext;
import io.penstock.run.SessionSettings;
import io.penstock.run.Targets;
import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SpecException;
import io.penstock.spec.read.PipelineReader;
import java.io.PrintStream;
import java.nio.file.Path;

/** The pipeline of a task, and what it runs in: the platform's session and the driver's disk. */
final class TaskPlace {
  /** On the driver's disk; the attempts of a task find there what the ones before have left. */
  static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"), "penstock");

  private final SecretResolver secrets = SecretResolver.ofProcess();
  private final Problems problems = new Problems();
  private final PrintStream out;
  private final PipelineCopy copy;
  private final ResolvedPipeline pipeline;

  /**
   * Reads the pipeline, and says where.
   *
   * @throws SpecException with everything that is wrong with it
   */
  TaskPlace(JobArguments arguments, PrintStream out) {
    this.out = out;
    this.copy = PipelineCopy.of(arguments.pipeline(), TEMPORARY.resolve("pipelines"));
    out.println("The pipeline is read from " + origin() + ".");
    PipelineSpec spec =
        PipelineReader.readWith(
            copy.folder(), arguments.environment(), arguments.variables(), problems);
    this.pipeline = Resolution.of(spec, problems);
    problems.throwIfAny();
  }

  ResolvedPipeline pipeline() {
    return pipeline;
  }

  /** Where the pipeline was read, and its digest. */
  String origin() {
    return copy.origin() + "; its digest is " + copy.digest();
  }

  /** What is wrong so far; more may come to it. */
  Problems problems() {
    return problems;
  }

  Path workFolder() {
    PipelineSpec spec = pipeline.spec();
    return TEMPORARY.resolve(spec.environment().name()).resolve(spec.name());
  }

  /** The targets, which the caller closes. */
  Targets targets() {
    return new Targets(pipeline.spec(), secrets);
  }

  RunContext context(Targets targets) {
    EnvironmentSpec environment = pipeline.spec().environment();
    String root = environment.lake().orElseThrow(() -> TaskErrors.noLake(environment));
    Lake lake =
        new Lake(
            SparkSessions.ofPlatform(SessionSettings.of(environment, secrets)),
            new LakeLocation(root, environment.catalog()));
    return new RunContext(pipeline, lake, targets, workFolder(), secrets, new PlainLines(out));
  }
}
