package io.penstock.jobs;

import io.penstock.lake.SparkErrors;
import io.penstock.spec.PenstockException;
import io.penstock.spec.RedactedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a task fails: with one sentence, while the log has the rest. */
final class TaskErrors {
  private static final Logger LOG = LoggerFactory.getLogger(TaskErrors.class);

  private TaskErrors() {}

  /** Does the work of a task. */
  static void spoken(String task, Runnable work) {
    try {
      work.run();
    } catch (JobFailed e) {
      throw e;
    } catch (Exception | LinkageError e) {
      LOG.error("the task failed", RedactedFailure.of(e));
      throw new JobFailed(sentence(task, e));
    }
  }

  private static String sentence(String task, Throwable e) {
    return SparkErrors.sentence("Task '" + task + "'", "go on", e)
        .map(PenstockException::getMessage)
        .orElseGet(
            () ->
                "Task '"
                    + task
                    + "': cannot go on because of something that nobody foresaw: "
                    + SparkErrors.reason(e)
                    + ". The log has the details.");
  }
}
