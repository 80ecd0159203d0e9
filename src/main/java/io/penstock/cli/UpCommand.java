package io.penstock.cli;

import io.penstock.local.LocalDaemon;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code penstock up}. */
@Command(
    name = "up",
    description = "Starts the local servers and leaves them running, so that any client can look.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    StatusCommand.print(LocalDaemon.up(LocalHome.path()));
    return 0;
  }
}
