package io.penstock.cli;

import io.penstock.ops.StepResult;
import io.penstock.plan.Decision;
import io.penstock.run.RunListener;
import java.io.PrintStream;

/**
 * Says so when a run is ended from outside, by Ctrl-C or a signal: the steps that fall with Spark
 * have not failed, and nothing has to be mended.
 */
final class StopNotice implements AutoCloseable {
  private final PrintStream err;
  private final Thread hook = new Thread(this::say, "stop-notice");
  private volatile boolean stopped;

  private StopNotice(PrintStream err) {
    this.err = err;
  }

  /** Watches until it is closed. */
  static StopNotice on(PrintStream err) {
    StopNotice notice = new StopNotice(err);
    Runtime.getRuntime().addShutdownHook(notice.hook);
    return notice;
  }

  private void say() {
    stopped = true;
    err.println();
    err.println(
        "The run was stopped from outside before its end. What was committed stays, and nothing is"
            + " half done: run again to go on.");
    err.flush();
  }

  /** The listener until then, and silence afterwards. */
  RunListener quietOnceStopped(RunListener listener) {
    return new RunListener() {
      @Override
      public void started(String step, Decision decision) {
        if (!stopped) {
          listener.started(step, decision);
        }
      }

      @Override
      public void progress(String step, long done, long total, String unit) {
        if (!stopped) {
          listener.progress(step, done, total, unit);
        }
      }

      @Override
      public void ended(StepResult result) {
        if (!stopped) {
          listener.ended(result);
        }
      }
    };
  }

  /** Whether the run was stopped: then there is nothing more to say. */
  boolean stopped() {
    return stopped;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
      return;
    }
  }
}
