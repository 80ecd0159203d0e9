package io.penstock.jobs;

/** The steps {@code land.*} of a pipeline as a task: brings new files into the lake. */
public final class LandJob {
  private LandJob() {}

  /**
   * @param args see {@link JobArguments}
   * @throws JobFailed if a step failed, or nothing could be run
   */
  public static void main(String[] args) {
    StageTask.run("land", args);
  }
}
