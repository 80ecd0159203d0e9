package io.penstock.jobs;

import io.penstock.lake.SparkErrors;
import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.Nearest;
import io.penstock.spec.PenstockException;
import io.penstock.spec.RedactedFailure;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.nio.file.Path;
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

  static JobFailed examined(String failures) {
    return new JobFailed(failures);
  }

  static SpecException noSuchParameter(String name, java.util.Set<String> valid) {
    return new SpecException(
        "The task: there is no parameter '" + name + "'. " + Nearest.hint(name, valid));
  }

  static SpecException noValue(String name) {
    return new SpecException("The task: the parameter '" + name + "' has no value. Give it one.");
  }

  static SpecException missingParameter(String name, String what) {
    return new SpecException(
        "The task: the parameter '" + name + "' is missing. Give it " + what + ".");
  }

  static SpecException noTruthValue(String text) {
    return new SpecException(
        "The task: '--full-refresh' must be true or false. Found: '" + text + "'.");
  }

  static SpecException noVariable(String text) {
    return new SpecException(
        "The task: '--variable' must be of the form name=value. Found: '" + text + "'.");
  }

  static SpecException folderOutOfReach(java.nio.file.Path given, String refused) {
    return new SpecException(
        "Pipeline folder '"
            + given
            + "' cannot be read because Java cannot open it, and the jar holds no copy of it. Found: "
            + refused
            + ". Check the path and the rights on it, or put the folder under pipelines/ and build"
            + " the jar again.");
  }

  static SpecException copyNotMade(Path copies, IOException e) {
    return new SpecException(
        "The pipeline folder of the jar cannot be laid under '"
            + copies
            + "' because "
            + e.getMessage()
            + ". Make room there, or make it writable.",
        e);
  }

  static JobFailed refusedBefore(String stage, String earlier) {
    return new JobFailed(
        "Task '"
            + stage
            + "' is not tried again, because what it was refused for stays until somebody changes"
            + " it; repair the run then. It was: "
            + earlier);
  }

  static JobFailed failed(String sentences) {
    return new JobFailed(sentences);
  }

  static SpecException noLake(EnvironmentSpec environment) {
    return new SpecException(
        environment.at().file()
            + ": a job cannot run because 'lake' does not say where landed files"
            + " go. Give its root, such as lake: /Volumes/catalog/landing/files.");
  }
}
