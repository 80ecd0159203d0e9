package io.penstock.cli;

import io.penstock.databricks.RemoteJob;
import io.penstock.databricks.RemoteJobs;
import io.penstock.databricks.RemoteRun;
import io.penstock.databricks.Workspace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock remote run JOB}. */
@Command(
    name = "run",
    description = "Starts a job of the workspace, and waits for it if asked to.",
    mixinStandardHelpOptions = true)
final class RemoteRunCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "JOB",
      description = "its id, its name, or the last words of its name, such as sales")
  private String job;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "a parameter of the job, such as full_refresh=true; may be repeated")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--wait", description = "show how the tasks go on until the run has ended")
  private boolean wait;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "how often to look while waiting (default: ${DEFAULT-VALUE})")
  private double every;

  @Override
  public Integer call() {
    RemoteJobs jobs = Workspace.connect().jobs();
    RemoteJob found = jobs.find(job);
    long id = jobs.start(found, parameters);
    System.out.println("Run " + id + " of the job '" + found.name() + "' has been started.");
    if (wait) {
      Map<String, String> shown = new LinkedHashMap<>();
      Duration between = Duration.ofMillis((long) (every * 1000));
      RemoteRun run = jobs.await(found, id, between, seen -> show(seen, shown));
      System.out.println(
          "Run " + id + " succeeded in " + run.lasted().toSeconds() + " s: " + run.page());
    }
    return 0;
  }

  /** A line for each task whose state has become another one. */
  private static void show(RemoteRun run, Map<String, String> shown) {
    for (RemoteRun.Task task : run.tasks()) {
      if (!task.state().equals(shown.put(task.key(), task.state()))) {
        System.out.println(task.key() + ": " + task.state());
      }
    }
  }
}
