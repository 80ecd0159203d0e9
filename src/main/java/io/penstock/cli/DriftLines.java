package io.penstock.cli;

import io.penstock.drift.DriftReport;
import io.penstock.drift.Drifts;
import io.penstock.spec.PipelineSpec;
import java.io.PrintStream;

/** What has changed of the sources that a run reads, beside what it does. */
final class DriftLines {
  private DriftLines() {}

  static void print(PrintStream out, PipelineSpec pipeline, Drifts.Found found) {
    new DriftReport(pipeline.name(), pipeline.environment().name(), found)
        .changes()
        .forEach(line -> out.println(line.startsWith(" ") ? line : "drift: " + line));
  }
}
