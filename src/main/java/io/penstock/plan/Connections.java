package io.penstock.plan;

import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.Nearest;
import io.penstock.spec.Origin;
import io.penstock.spec.Problems;

/**
 * The connections that a pipeline needs: outside of {@code local} each is in its environment file.
 */
record Connections(EnvironmentSpec environment, Problems problems) {

  /**
   * @param at where it is needed
   */
  void require(String name, Origin at) {
    if (!environment.isLocal() && !environment.connections().containsKey(name)) {
      problems.add(
          at,
          "there is no connection '"
              + name
              + "' in environments/"
              + environment.name()
              + ".yml. "
              + Nearest.hint(name, environment.connections().keySet()));
    }
  }
}
