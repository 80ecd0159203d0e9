package io.penstock.cli;

import io.penstock.ops.Counts;
import io.penstock.ops.StepResult;
import io.penstock.plan.Decision;
import io.penstock.run.RunListener;
import java.io.PrintStream;
import java.util.Locale;
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

  /** What a step did, in a few words. */
  static String words(StepResult result) {
    if (result.failed()) {
      return "failed";
    }
    if (result.status().equals("skipped")) {
      return "skipped: " + result.detail();
    }
    Counts c = result.counts();
    StringBuilder words = new StringBuilder();
    words.append(String.format(Locale.ROOT, "%,d read, %,d written", c.read(), c.written()));
    append(words, c.updated(), "updated");
    append(words, c.unchanged(), "unchanged");
    append(words, c.deleted(), "deleted");
    append(words, c.quarantined(), "quarantined");
    append(words, c.filtered(), "filtered");
    append(words, c.deduplicated(), "deduplicated");
    return words + (result.detail().isEmpty() ? "" : " (" + result.detail() + ")");
  }

  private static void append(StringBuilder words, long count, String what) {
    if (count > 0) {
      words.append(String.format(Locale.ROOT, ", %,d %s", count, what));
    }
  }

  /** Plain lines: one when a step ends. */
  final class PlainView implements RunView {
    private final PrintStream out;

    PlainView(PrintStream out) {
      this.out = out;
    }

    @Override
    public RunListener listener() {
      return new RunListener() {
        @Override
        public void started(String step, Decision decision) {
          if (!decision.skips()) {
            out.println(step + ": " + decision.reason());
          }
        }

        @Override
        public void ended(StepResult result) {
          out.println(
              String.format(
                  Locale.ROOT, "%s: %s, %.1f s", result.step(), words(result), result.seconds()));
        }
      };
    }
  }
}
