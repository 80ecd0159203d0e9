package io.penstock.run;

import io.penstock.ops.StepResult;
import io.penstock.plan.Decision;

/** Hears how a run goes on; may be called from several threads at once. */
public interface RunListener {
  RunListener SILENT = new RunListener() {};

  default void started(String step, Decision decision) {}

  default void progress(String step, long done, long total, String unit) {}

  default void ended(StepResult result) {}
}
