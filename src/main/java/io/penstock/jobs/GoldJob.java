package io.penstock.jobs;

/** The steps {@code gold.*} of a pipeline as a task: computes the tables that are published. */
public final class GoldJob {
  private GoldJob() {}

  /**
   * @param args see {@link JobArguments}
   * @throws JobFailed if a step failed, or nothing could be run
   */
  public static void main(String[] args) {
    StageTask.run("gold", args);
  }
}
