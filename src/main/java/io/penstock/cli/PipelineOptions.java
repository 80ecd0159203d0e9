package io.penstock.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which pipeline, in which environment. */
final class PipelineOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = "pipelines/sales",
      description = "the pipeline folder (default: ${DEFAULT-VALUE})")
  Path folder;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      defaultValue = "local",
      description = "the environment (default: ${DEFAULT-VALUE})")
  String environment;
}
