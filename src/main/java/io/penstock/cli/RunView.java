package io.penstock.cli;

import io.penstock.run.PlainLines;
import io.penstock.run.RunListener;
import java.io.PrintStream;
import org.apache.spark.sql.SparkSession;

/** What is seen of a run while it goes on. */
interface RunView extends AutoCloseable {

  RunListener listener();

  /** The run begins now; everything it needs has been started. */
  default void begin(String pipeline, SparkSession spark) {}

  /** The run has ended; nothing is drawn any more. */
  default void end() {}

  @Override
  default void close() {
    end();
  }

  /** Nothing at all. */
  static RunView silent() {
    return () -> RunListener.SILENT;
  }

  /** A line per step that is redrawn on a terminal; plain lines elsewhere. */
  static RunView of(PrintStream out) {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"))
        ? new LiveView(out)
        : new PlainView(out);
  }

  /** Plain lines: one when a step ends. */
  final class PlainView implements RunView {
    private final PrintStream out;

    PlainView(PrintStream out) {
      this.out = out;
    }

    @Override
    public RunListener listener() {
      return new PlainLines(out);
    }
  }
}
