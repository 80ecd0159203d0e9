package io.penstock.run;

import io.penstock.plan.ResolvedPipeline;
import io.penstock.plan.Resolver;
import io.penstock.quality.ModelRows;
import io.penstock.spec.Destination;
import io.penstock.spec.ModelCode;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.Problems;
import java.util.List;
import java.util.Optional;

/** Resolves a pipeline with the model classes on the class path and the kinds of targets. */
public final class Resolution {
  private Resolution() {}

  /**
   * Resolves what can be resolved.
   *
   * @param problems takes the rest
   */
  public static ResolvedPipeline of(PipelineSpec spec, Problems problems) {
    return Resolver.resolve(
        spec,
        problems,
        new Resolver.Surroundings() {
          @Override
          public List<String> inputs(ModelCode.JavaClass code) {
            return ModelRows.instance(code).inputs();
          }

          @Override
          public Optional<String> typeProblem(Destination to, String column, String type) {
            return Targets.typeProblem(to, column, type);
          }
        });
  }
}
