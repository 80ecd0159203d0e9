package io.penstock.databricks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a run stands.
 *
 * @param state a word such as {@code running} or {@code success}, in small letters
 * @param ended whether it will not change any more
 * @param succeeded whether it has ended well
 * @param message what the platform says of the state, on one line; may be empty
 * @param page where to look at it
 */
public record RemoteRun(
    long id,
    String state,
    boolean ended,
    boolean succeeded,
    String message,
    Optional<Instant> startedAt,
    Duration lasted,
    String page,
    List<Task> tasks) {
  public RemoteRun {
    tasks = List.copyOf(tasks);
  }

  /** How one of its tasks stands; of several attempts the last one. */
  public record Task(long runId, String key, String state, boolean ended, boolean succeeded) {}
}
