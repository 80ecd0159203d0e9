package io.penstock.plan;

import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.TableName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pipeline whose references all lead somewhere.
 *
 * @param steps in an order in which each comes after what it reads
 */
public record ResolvedPipeline(PipelineSpec spec, List<Step> steps) {
  public ResolvedPipeline {
    steps = List.copyOf(steps);
  }

  /** The same pipeline with these connections in its environment. */
  public ResolvedPipeline withConnections(Map<String, ConnectionSpec> connections) {
    EnvironmentSpec env = spec.environment();
    EnvironmentSpec changed =
        new EnvironmentSpec(
            env.name(),
            env.lake(),
            env.catalog(),
            env.variables(),
            connections,
            env.storage(),
            env.spark(),
            env.functions(),
            env.sample(),
            env.at());
    return new ResolvedPipeline(
        new PipelineSpec(
            spec.name(),
            spec.description(),
            spec.folder(),
            changed,
            spec.sources(),
            spec.silver(),
            spec.gold(),
            spec.publish(),
            spec.broken()),
        steps);
  }

  /** The models of the pipeline, in order. */
  public List<Step.ModelStep> models() {
    return steps.stream()
        .filter(Step.ModelStep.class::isInstance)
        .map(Step.ModelStep.class::cast)
        .toList();
  }

  /** The tables that the pipeline writes, by name. */
  public Map<TableName, Step> tables() {
    Map<TableName, Step> tables = new TreeMap<>();
    for (Step step : steps) {
      step.output().ifPresent(table -> tables.put(table, step));
    }
    return tables;
  }
}
