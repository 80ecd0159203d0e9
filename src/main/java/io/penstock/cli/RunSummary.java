package io.penstock.cli;

import io.penstock.ops.CheckResult;
import io.penstock.ops.StepResult;
import io.penstock.run.RunResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run leaves on the screen: a table of its steps, what the rules found, where to look. */
final class RunSummary {
  private final PrintStream out;

  RunSummary(PrintStream out) {
    this.out = out;
  }

  void print(RunResult result, Map<String, String> whereToLook) {
    out.println();
    steps(result.steps());
    rules(result.steps());
    for (StepResult step : result.steps()) {
      step.error().ifPresent(error -> out.println(System.lineSeparator() + error));
    }
    out.println();
    out.println(verdict(result));
    if (result.succeeded()) {
      whereToLook.forEach((name, url) -> out.println("  " + name + ": " + url));
    }
    out.println("  log: " + LocalHome.log());
  }

  private void steps(List<StepResult> steps) {
    TextTable table =
        new TextTable(
            List.of(
                "step",
                "",
                "read",
                "written",
                "updated",
                "unchanged",
                "deleted",
                "quarantined",
                "filtered",
                "deduplicated",
                "seconds"));
    for (StepResult step : steps) {
      var c = step.counts();
      table.add(
          List.of(
              step.step(),
              step.status(),
              n(c.read()),
              n(c.written()),
              n(c.updated()),
              n(c.unchanged()),
              n(c.deleted()),
              n(c.quarantined()),
              n(c.filtered()),
              n(c.deduplicated()),
              String.format(Locale.ROOT, "%.1f", step.seconds())));
    }
    table.print(out);
  }

  private void rules(List<StepResult> steps) {
    TextTable table = new TextTable(List.of("rule", "step", "action", "violations", "rows"));
    for (StepResult step : steps) {
      for (CheckResult check : step.checks()) {
        table.add(
            List.of(
                check.rule(), step.step(), check.action(), n(check.violations()), n(check.rows())));
      }
    }
    if (!table.isEmpty()) {
      out.println();
      table.print(out);
    }
  }

  private static String verdict(RunResult result) {
    String pipeline = "Pipeline '" + result.pipeline() + "'";
    String seconds = String.format(Locale.ROOT, "%.1f s", result.seconds());
    boolean idle = result.steps().stream().allMatch(step -> step.status().equals("skipped"));
    if (!result.succeeded()) {
      return pipeline + " failed after " + seconds + ".";
    }
    if (idle) {
      return pipeline + " is up to date: no input has changed, no data was read (" + seconds + ").";
    }
    return pipeline
        + " succeeded in "
        + seconds
        + (result.balanced() ? "; the books balance." : "; THE BOOKS DO NOT BALANCE.");
  }

  private static String n(long number) {
    return number == 0 ? "-" : String.format(Locale.ROOT, "%,d", number);
  }
}
