package io.penstock.plan;

import io.penstock.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which steps somebody asked for with {@code --only}: names, or beginnings such as {@code gold}.
 */
public final class Selection {
  private Selection() {}

  /**
   * The steps of the pipeline that are meant, in their order; all when nothing was asked for.
   *
   * @throws SpecException for a name that fits no step
   */
  public static List<Step> of(ResolvedPipeline pipeline, List<String> only) {
    if (only.isEmpty()) {
      return pipeline.steps();
    }
    Set<String> names = new TreeSet<>();
    pipeline.steps().forEach(step -> names.add(step.name()));
    for (String wanted : only) {
      if (pipeline.steps().stream().noneMatch(step -> fits(step, wanted))) {
        throw PlanErrors.noSuchStep(wanted, names);
      }
    }
    List<Step> chosen = new ArrayList<>();
    for (Step step : pipeline.steps()) {
      if (only.stream().anyMatch(wanted -> fits(step, wanted))) {
        chosen.add(step);
      }
    }
    return chosen;
  }

  private static boolean fits(Step step, String wanted) {
    return step.name().equals(wanted) || step.name().startsWith(wanted + ".");
  }
}
