package io.penstock.run;

import io.penstock.land.LandingSource;
import io.penstock.plan.Observed;
import java.util.Map;

/**
 * What was found before a run.
 *
 * @param seen what looks at sources have found, by step name, for the landings that follow
 */
record Observation(Observed observed, Map<String, LandingSource.Seen> seen) {
  Observation {
    seen = Map.copyOf(seen);
  }
}
