package io.penstock.cli;

import io.penstock.ops.CheckResult;
import io.penstock.ops.Counts;
import io.penstock.ops.StepResult;
import io.penstock.run.RunResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

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

  // What no step has is left out: a terminal has few columns.
  private void steps(List<StepResult> steps) {
    Map<String, ToLongFunction<Counts>> figures = new LinkedHashMap<>();
    figures.put("read", Counts::read);
    figures.put("written", Counts::written);
    figures.put("updated", Counts::updated);
    figures.put("unchanged", Counts::unchanged);
    figures.put("deleted", Counts::deleted);
    figures.put("quarantined", Counts::quarantined);
    figures.put("filtered", Counts::filtered);
    figures.put("deduplicated", Counts::deduplicated);
    List<String> shown =
        figures.keySet().stream()
            .filter(
                name ->
                    name.equals("read")
                        || name.equals("written")
                        || steps.stream()
                            .anyMatch(s -> figures.get(name).applyAsLong(s.counts()) != 0))
            .toList();
    List<String> head = new ArrayList<>(List.of("step", ""));
    head.addAll(shown);
    head.add("seconds");
    TextTable table = new TextTable(head);
    for (StepResult step : steps) {
      List<String> row = new ArrayList<>(List.of(step.step(), step.status().toString()));
      shown.forEach(name -> row.add(n(figures.get(name).applyAsLong(step.counts()))));
      row.add(String.format(Locale.ROOT, "%.1f", step.seconds()));
      table.add(row);
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
    boolean idle = result.steps().stream().allMatch(step -> step.skipped());
    if (!result.succeeded()) {
      return pipeline + " failed after " + seconds + ".";
    }
    if (idle) {
      return pipeline + " is up to date: no input has changed, no data was read (" + seconds + ").";
    }
    return pipeline
        + " succeeded in "
        + seconds
        + (result.balanced() ? "; the row counts balance." : "; THE ROW COUNTS DO NOT BALANCE.");
  }

  private static String n(long number) {
    return number == 0 ? "-" : String.format(Locale.ROOT, "%,d", number);
  }
}
