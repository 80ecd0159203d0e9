package io.penstock.run;

import io.penstock.ops.Counts;
import io.penstock.ops.StepResult;
import io.penstock.plan.Decision;
import java.io.PrintStream;
import java.util.Locale;

/** Writes a line when a step begins and one when it ends. */
public final class PlainLines implements RunListener {
  private final PrintStream out;

  public PlainLines(PrintStream out) {
    this.out = out;
  }

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

  /** What a step did, in a few words. */
  public static String words(StepResult result) {
    if (result.failed()) {
      return "failed";
    }
    if (result.skipped()) {
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
}
