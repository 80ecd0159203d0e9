package io.penstock.plan;

import io.penstock.spec.Nearest;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SpecException;
import java.util.Set;

/** The sentences of a plan that cannot be carried out. */
final class PlanErrors {
  private PlanErrors() {}

  static RefusedException lost(Step step, TableProgress own) {
    return new RefusedException(
        "Table '"
            + step.name()
            + "': cannot be brought up to date because "
            + own.standing().why()
            + ". Found: version "
            + own.version()
            + ". Run with --full-refresh --only "
            + step.name()
            + " to compute it again from its inputs.");
  }

  static SpecException noSuchStep(String wanted, Set<String> names) {
    return new SpecException(
        "--only: there is no step '" + wanted + "'. " + Nearest.hint(wanted, names));
  }
}
