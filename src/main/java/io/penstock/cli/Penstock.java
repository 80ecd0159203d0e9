package io.penstock.cli;

import io.penstock.lake.SparkErrors;
import io.penstock.spec.PenstockException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code penstock}. Exit status: 0 done, 1 failed, 2 wrong, 3 refused. */
@Command(
    name = "penstock",
    description = "Carries data through a lake into databases, and proves that all of it arrived.",
    mixinStandardHelpOptions = true,
    version = "penstock 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      ValidateCommand.class,
      PlanCommand.class,
      DoctorCommand.class,
      DiscoverCommand.class,
      DriftCommand.class,
      QueryCommand.class,
      NotebookCommand.class,
      BiCommand.class,
      QuarantineCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      SampleCommand.class,
      RemoteCommand.class,
    })
public final class Penstock implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Penstock() {}

  public static void main(String[] args) {
    int status = commandLine().execute(args);
    System.out.flush();
    System.exit(status);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Penstock())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, args) -> wrong(e))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command.getErr()));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do, such as: penstock run");
  }

  /** One sentence, the nearest words if there are any, and where to read on: not the whole page. */
  private static int wrong(CommandLine.ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getCommandName() + ": " + e.getMessage().strip() + ".");
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("'" + command.getCommandSpec().qualifiedName() + " --help' says what there is.");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int failed(Exception e, PrintWriter err) {
    LoggerFactory.getLogger(Penstock.class).error("the command failed", e);
    PenstockException known = SparkErrors.sentence("penstock", "go on", e).orElse(null);
    if (known != null) {
      err.println(known.getMessage());
      return known.exitStatus();
    }
    err.println(
        "penstock: cannot go on because of something that nobody foresaw: "
            + SparkErrors.reason(e)
            + ". The details are in "
            + LocalHome.log()
            + ".");
    return 1;
  }
}
