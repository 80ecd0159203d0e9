package io.penstock.cli;

import io.penstock.databricks.Workspace;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code penstock remote put FILE VOLUME_PATH}. */
@Command(
    name = "put",
    description = "Puts a file into a volume, where it may start a job.",
    mixinStandardHelpOptions = true)
final class RemotePutCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "a file of this machine")
  private Path file;

  @Parameters(
      paramLabel = "VOLUME_PATH",
      description = "such as /Volumes/catalog/schema/volume/ (with a slash: the name stays)")
  private String path;

  @Override
  public Integer call() {
    System.out.println(Workspace.connect().files().put(file, path));
    return 0;
  }
}
