package io.penstock.cli;

import io.penstock.local.LocalDaemon;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code penstock down}. */
@Command(
    name = "down",
    description = "Stops the local servers; their data stays.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    StatusCommand.print(LocalDaemon.down(LocalHome.path()));
    return 0;
  }
}
