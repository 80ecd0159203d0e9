package io.penstock.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.ops.StepResult;
import io.penstock.plan.Decision;
import io.penstock.run.RunListener;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Says so when a run is ended from outside, by Ctrl-C or a signal: the steps that fall with Spark
 * have not failed, and nothing has to be mended.
 */
final class StopNotice implements AutoCloseable {
  private final PrintStream err;
  private final Runnable clearing;
  private final Thread hook = new Thread(this::say, "stop-notice");
  private volatile boolean stopped;

  private StopNotice(PrintStream err, Runnable clearing) {
    this.err = err;
    this.clearing = clearing;
  }

  /**
   * Watches until it is closed.
   *
   * @param clearing ends whatever would draw over the notice
   */
  static StopNotice on(PrintStream err, Runnable clearing) {
    StopNotice notice = new StopNotice(err, clearing);
    Runtime.getRuntime().addShutdownHook(notice.hook);
    return notice;
  }

  private void say() {
    stopped = true;
    clearing.run();
    err.println();
    err.println(
        "The run was stopped from outside before its end. What was committed stays, and nothing is"
            + " half done: run again to go on.");
    err.flush();
    // What falls with Spark writes its stack traces there.
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
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
