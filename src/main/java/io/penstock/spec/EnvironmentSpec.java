package io.penstock.spec;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What differs between environments.
 *
 * @param lake the root of the lake ({@code s3a://…}, {@code /Volumes/…}); local: embedded unless
 *     given
 * @param catalog the Unity Catalog that holds the tables, where there is one
 * @param storage how to reach the lake's S3 when it is not the platform's own
 * @param spark extra Spark settings
 * @param functions those that models may call beside Spark's own, in lower case
 * @param sample the sample to generate and serve, in local only
 */
public record EnvironmentSpec(
    String name,
    Optional<String> lake,
    Optional<String> catalog,
    Map<String, String> variables,
    Map<String, ConnectionSpec> connections,
    Optional<StorageSpec> storage,
    Map<String, String> spark,
    Set<String> functions,
    Optional<SampleSpec> sample,
    Origin at) {
  public static final String LOCAL = "local";

  public EnvironmentSpec {
    variables = Map.copyOf(variables);
    connections = Map.copyOf(connections);
    spark = Map.copyOf(spark);
    functions = Set.copyOf(functions);
  }

  public boolean isLocal() {
    return name.equals(LOCAL);
  }
}
