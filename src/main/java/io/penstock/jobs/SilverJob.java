package io.penstock.jobs;

/** The steps {@code silver.*} of a pipeline as a task: types, keys and checks. */
public final class SilverJob {
  private SilverJob() {}

  /**
   * @param args see {@link JobArguments}
   * @throws JobFailed if a step failed, or nothing could be run
   */
  public static void main(String[] args) {
    StageTask.run("silver", args);
  }
}
