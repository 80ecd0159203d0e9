package io.penstock.run;

import io.penstock.plan.Decider;
import java.util.List;

/**
 * What somebody asked for.
 *
 * @param runId names the run; the platform's own id where there is one
 * @param only the steps to run; empty: all
 */
public record RunRequest(String runId, List<String> only, Decider.Refresh refresh) {
  public RunRequest {
    only = List.copyOf(only);
  }
}
