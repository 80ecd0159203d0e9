package io.penstock.jobs;

/** The steps {@code bronze.*} of a pipeline as a task: reads landed files as they are. */
public final class BronzeJob {
  private BronzeJob() {}

  /**
   * @param args see {@link JobArguments}
   * @throws JobFailed if a step failed, or nothing could be run
   */
  public static void main(String[] args) {
    StageTask.run("bronze", args);
  }
}
