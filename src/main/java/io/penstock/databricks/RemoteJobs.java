package io.penstock.databricks;

import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.GetRunRequest;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunOutput;
import io.penstock.io.Pause;
import io.penstock.spec.OutsideException;
import io.penstock.spec.SpecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Jobs of a workspace: finds, starts and watches them. */
public final class RemoteJobs {
  private final Workspace workspace;

  RemoteJobs(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * The job that is meant: by its id, by its name, or by the last words of its name, so that a
   * prefix such as {@code [dev anna]} can be left out.
   *
   * @throws SpecException if there is none, or several are meant
   */
  public RemoteJob find(String wanted) {
    List<RemoteJob> all = all();
    List<RemoteJob> meant =
        all.stream()
            .filter(job -> job.name().equals(wanted) || Long.toString(job.id()).equals(wanted))
            .toList();
    if (meant.isEmpty()) {
      meant = all.stream().filter(job -> job.name().endsWith(" " + wanted)).toList();
    }
    if (meant.size() == 1) {
      return meant.get(0);
    }
    List<String> names = all.stream().map(RemoteJob::name).toList();
    throw WorkspaceErrors.whichJob(workspace, wanted, names, meant);
  }

  /** All jobs that one may see. */
  public List<RemoteJob> all() {
    return workspace.asking(
        "list the jobs",
        () -> {
          List<RemoteJob> jobs = new ArrayList<>();
          for (BaseJob job : workspace.client().jobs().list(new ListJobsRequest())) {
            String name = job.getSettings() == null ? null : job.getSettings().getName();
            jobs.add(new RemoteJob(job.getJobId(), name == null ? "" : name));
          }
          return jobs;
        });
  }

  /** The newest run of a job. */
  public Optional<RemoteRun> last(RemoteJob job) {
    return workspace.asking(
        "look at the job '" + job.name() + "'",
        () -> {
          Iterator<BaseRun> runs =
              workspace
                  .client()
                  .jobs()
                  .listRuns(
                      new ListRunsRequest().setJobId(job.id()).setExpandTasks(true).setLimit(1L))
                  .iterator();
          return runs.hasNext() ? Optional.of(RunStates.of(runs.next())) : Optional.empty();
        });
  }

  /** Starts a run and says its id. */
  public long start(RemoteJob job, Map<String, String> parameters) {
    return workspace.asking(
        "start the job '" + job.name() + "'",
        () -> {
          RunNow request = new RunNow().setJobId(job.id());
          if (!parameters.isEmpty()) {
            request.setJobParameters(parameters);
          }
          return workspace.client().jobs().runNow(request).getResponse().getRunId();
        });
  }

  /** How a run stands. */
  public RemoteRun run(long id) {
    return workspace.asking(
        "look at the run " + id,
        () -> RunStates.of(workspace.client().jobs().getRun(new GetRunRequest().setRunId(id))));
  }

  /**
   * Waits until a run has ended.
   *
   * @param every how long to wait between two looks
   * @param seen is told of every look
   * @return the run, which has succeeded
   * @throws OutsideException if it has not, with the errors of its tasks
   */
  public RemoteRun await(RemoteJob job, long id, Duration every, Consumer<RemoteRun> seen) {
    RemoteRun run = run(id);
    seen.accept(run);
    while (!run.ended()) {
      pause(every, id);
      run = run(id);
      seen.accept(run);
    }
    if (!run.succeeded()) {
      throw WorkspaceErrors.runFailed(failure(job, run));
    }
    return run;
  }

  private String failure(RemoteJob job, RemoteRun run) {
    List<String> reasons = new ArrayList<>();
    for (RemoteRun.Task task : run.tasks()) {
      if (task.ended() && !task.succeeded() && !task.state().startsWith("upstream")) {
        reasons.add("the task '" + task.key() + "' ended as " + task.state() + error(task));
      }
    }
    if (reasons.isEmpty()) {
      reasons.add(
          "it ended as " + run.state() + (run.message().isEmpty() ? "" : ": " + run.message()));
    }
    return "Run "
        + run.id()
        + " of the job '"
        + job.name()
        + "': failed because "
        + String.join("; ", reasons)
        + ". Look at "
        + run.page()
        + ", and repair the run there.";
  }

  private String error(RemoteRun.Task task) {
    try {
      RunOutput output = workspace.client().jobs().getRunOutput(task.runId());
      // The trace beside it is for the log of the cluster.
      return output.getError() == null
          ? ""
          : ": " + WorkspaceErrors.line(output.getError().replaceFirst("^[\\w.$]+JobFailed: ", ""));
    } catch (RuntimeException e) {
      return "; why cannot be read (" + WorkspaceErrors.reason(e) + ")";
    }
  }

  private static void pause(Duration every, long id) {
    Pause.sleep(every, e -> WorkspaceErrors.runNotAwaited(id, e));
  }
}
