package io.penstock.run;

import io.penstock.plan.Refresh;
import java.util.List;

/**
 * What somebody asked for.
 *
 * @param only the steps to run; empty: all
 * @param required the steps whose secrets and storage must be there before anything runs; empty:
 *     those of all
 */
public record RunRequest(List<String> only, List<String> required, Refresh refresh) {
  public RunRequest {
    only = List.copyOf(only);
    required = List.copyOf(required);
  }

  /** To run these steps, which need what they need. */
  public static RunRequest of(List<String> only, Refresh refresh) {
    return new RunRequest(only, only, refresh);
  }
}
