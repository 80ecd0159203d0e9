package io.penstock.jobs;

/** The steps {@code publish.*} of a pipeline as a task: carries gold to its targets. */
public final class PublishJob {
  private PublishJob() {}

  /**
   * @param args see {@link JobArguments}
   * @throws JobFailed if a step failed, or nothing could be run
   */
  public static void main(String[] args) {
    StageTask.run("publish", args);
  }
}
