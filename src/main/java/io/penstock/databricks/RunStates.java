package io.penstock.databricks;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.RunState;
import com.databricks.sdk.service.jobs.RunTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the states of runs: whether one ended well is in its result, not in its life cycle. */
final class RunStates {
  private static final Set<RunLifeCycleState> ENDED =
      Set.of(
          RunLifeCycleState.TERMINATED,
          RunLifeCycleState.SKIPPED,
          RunLifeCycleState.INTERNAL_ERROR);

  private RunStates() {}

  static RemoteRun of(Run run) {
    return run(
        run.getRunId(),
        run.getState(),
        run.getStartTime(),
        run.getEndTime(),
        run.getRunPageUrl(),
        run.getTasks());
  }

  static RemoteRun of(BaseRun run) {
    return run(
        run.getRunId(),
        run.getState(),
        run.getStartTime(),
        run.getEndTime(),
        run.getRunPageUrl(),
        run.getTasks());
  }

  private static RemoteRun run(
      Long id, RunState state, Long start, Long end, String page, Collection<RunTask> tasks) {
    Optional<Instant> started =
        Optional.ofNullable(start).filter(ms -> ms > 0).map(Instant::ofEpochMilli);
    Instant until = end == null || end == 0 ? Instant.now() : Instant.ofEpochMilli(end);
    return new RemoteRun(
        id == null ? 0 : id,
        word(state),
        ended(state),
        succeeded(state),
        state == null || state.getStateMessage() == null
            ? ""
            : WorkspaceErrors.line(state.getStateMessage()),
        started,
        started.map(from -> Duration.between(from, until)).orElse(Duration.ZERO),
        page == null ? "" : page,
        tasks(tasks == null ? List.of() : tasks));
  }

  private static List<RemoteRun.Task> tasks(Collection<RunTask> tasks) {
    Map<String, RunTask> last = new LinkedHashMap<>();
    for (RunTask task : tasks) {
      last.merge(task.getTaskKey(), task, (a, b) -> attempt(a) > attempt(b) ? a : b);
    }
    return last.values().stream()
        .map(
            task ->
                new RemoteRun.Task(
                    task.getRunId() == null ? 0 : task.getRunId(),
                    task.getTaskKey(),
                    word(task.getState()),
                    ended(task.getState()),
                    succeeded(task.getState())))
        .toList();
  }

  private static long attempt(RunTask task) {
    return task.getAttemptNumber() == null ? 0 : task.getAttemptNumber();
  }

  private static boolean ended(RunState state) {
    return state != null && ENDED.contains(state.getLifeCycleState());
  }

  private static boolean succeeded(RunState state) {
    return ended(state)
        && (state.getResultState() == RunResultState.SUCCESS
            || state.getResultState() == RunResultState.SUCCESS_WITH_FAILURES);
  }

  private static String word(RunState state) {
    if (state == null) {
      return "unknown";
    }
    Enum<?> word =
        state.getResultState() == null ? state.getLifeCycleState() : state.getResultState();
    return word == null ? "unknown" : word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
