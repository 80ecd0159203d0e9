package io.penstock.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which pipeline, for commands whose argument is something else. */
final class PipelineOption {
  @Option(
      names = "--pipeline",
      paramLabel = "FOLDER",
      defaultValue = "pipelines/sales",
      description = "the pipeline folder (default: ${DEFAULT-VALUE})")
  private Path folder;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      defaultValue = "local",
      description = "the environment (default: ${DEFAULT-VALUE})")
  private String environment;

  PipelineOptions options() {
    PipelineOptions options = new PipelineOptions();
    options.folder = folder;
    options.environment = environment;
    return options;
  }
}
