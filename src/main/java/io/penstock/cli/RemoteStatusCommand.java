package io.penstock.cli;

import io.penstock.databricks.RemoteJob;
import io.penstock.databricks.RemoteJobs;
import io.penstock.databricks.RemoteRun;
import io.penstock.databricks.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code penstock remote status}. */
@Command(
    name = "status",
    description = "Shows the last run of a job, or of every job named after Penstock.",
    mixinStandardHelpOptions = true)
final class RemoteStatusCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "its id, its name, or the last words of its name")
  private Optional<String> job = Optional.empty();

  @Override
  public Integer call() {
    RemoteJobs jobs = Workspace.connect().jobs();
    List<RemoteJob> shown =
        job.map(name -> List.of(jobs.find(name)))
            .orElseGet(
                () ->
                    jobs.all().stream()
                        .filter(each -> (" " + each.name() + " ").contains(" penstock "))
                        .toList());
    TextTable table = new TextTable(List.of("job", "run", "state", "started", "seconds", "tasks"));
    for (RemoteJob each : shown) {
      Optional<RemoteRun> last = jobs.last(each);
      table.add(
          List.of(
              each.name(),
              last.map(run -> Long.toString(run.id())).orElse("-"),
              last.map(RemoteRun::state).orElse("never run"),
              last.flatMap(RemoteRun::startedAt).map(Object::toString).orElse("-"),
              last.map(run -> Long.toString(run.lasted().toSeconds())).orElse("-"),
              last.map(RemoteStatusCommand::tasks).orElse("")));
    }
    if (table.isEmpty()) {
      System.out.println("There is no job of Penstock in this workspace that you may see.");
    } else {
      table.print(System.out);
    }
    return 0;
  }

  private static String tasks(RemoteRun run) {
    return String.join(
        ", ", run.tasks().stream().map(task -> task.key() + " " + task.state()).toList());
  }
}
