package io.penstock.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code penstock remote}: what there is to do with a Databricks workspace. */
@Command(
    name = "remote",
    description = "Works with a Databricks workspace, signed in as every Databricks tool does it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RemoteRunCommand.class,
      RemoteStatusCommand.class,
      RemoteQueryCommand.class,
      RemotePutCommand.class,
    })
final class RemoteCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do, such as: penstock remote status");
  }
}
