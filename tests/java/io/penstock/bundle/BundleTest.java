package io.penstock.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.run.Resolution;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.read.PipelineReader;
import io.penstock.testing.SharedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundle of this repository has nothing that the checks find. */
class BundleTest {
  private final Bundle bundle = new Bundle(Path.of("").toAbsolutePath());

  @Test
  void everyFileFitsTheSchemaOfTheDatabricksCommandLine() {
    assertThat(new SchemaRule(SharedData.bundleSchema()).problems(bundle)).isEmpty();
  }

  @Test
  void whatRefersToSomethingFindsIt() {
    assertThat(BundleRule.STRUCTURE.stream().flatMap(rule -> rule.problems(bundle).stream()))
        .isEmpty();
  }

  @Test
  void theJobHasATaskForEachStageAndOneForAnalysts() {
    assertThat(bundle.at("resources\\.jobs\\.sales\\.tasks\\[\\d+]\\.task_key").map(Node::text))
        .containsExactly("land", "bronze", "silver", "gold", "publish", "overview");
    assertThat(bundle.at("resources\\.schemas\\.\\w+").map(Node::key))
        .containsExactlyInAnyOrder("landing", "bronze", "silver", "gold", "quarantine", "ops");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "staging", "prod"})
  void thePipelineIsRightInTheEnvironmentOfEveryTarget(String environment) {
    Problems problems = new Problems();
    PipelineSpec spec =
        PipelineReader.readWith(
            Path.of("pipelines/sales"),
            environment,
            Map.of(
                "catalog",
                "main",
                "lake",
                "s3://bucket/lake",
                "arrivals",
                "s3://bucket/in/",
                "archive",
                "s3://bucket/done"),
            problems);
    Resolution.of(spec, problems);

    assertThat(problems.all()).isEmpty();
    assertThat(spec.environment().catalog()).contains("main");
    assertThat(spec.environment().lake()).contains("s3://bucket/lake");
    assertThat(List.of(spec.sources().get(0).location().toString()))
        .asString()
        .contains("s3://bucket/in/");
  }
}
