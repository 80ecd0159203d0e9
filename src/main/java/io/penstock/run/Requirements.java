package io.penstock.run;

import io.penstock.plan.Step;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SpecException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every secret that steps need, resolved before anything runs. */
final class Requirements implements Step.SomeKinds<List<Runnable>> {
  private final RunContext context;

  private Requirements(RunContext context) {
    this.context = context;
  }

  /**
   * Resolves them all.
   *
   * @throws SpecException with a line for each that is not there
   */
  static void requireSecrets(RunContext context, List<Step> steps) {
    Requirements requirements = new Requirements(context);
    Set<String> missing = new LinkedHashSet<>();
    for (Step step : steps) {
      for (Runnable each : step.accept(requirements)) {
        try {
          each.run();
        } catch (SpecException e) {
          missing.add(e.getMessage());
        }
      }
    }
    if (!missing.isEmpty()) {
      throw RunErrors.missingSecrets(missing);
    }
  }

  @Override
  public List<Runnable> land(Step.Land step) {
    SourceSpec source = step.source();
    return source.location().secrets().stream()
        .<Runnable>map(secret -> () -> context.secrets().resolve(secret, source.at()))
        .toList();
  }

  @Override
  public List<Runnable> other(Step step) {
    return List.of();
  }

  @Override
  public List<Runnable> publish(Step.Publish step) {
    return List.of(() -> context.targets().of(step.target()));
  }
}
