package io.penstock.cli;

import io.penstock.lake.SparkSessions;
import io.penstock.local.LocalDisk;
import io.penstock.plan.Observed;
import io.penstock.run.ModelAnalysis;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock validate}. */
@Command(
    name = "validate",
    description =
        "Checks a pipeline folder and reports all its problems at once; starts no server.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  @Mixin private PipelineOptions options;

  @Override
  public Integer call() {
    Loading loading = new Loading(options);
    SparkSession spark = SparkSessions.local(LocalDisk.settings());
    try {
      new ModelAnalysis(spark, loading.problems()).check(loading.resolved(), Observed.NOTHING);
    } finally {
      spark.stop();
    }
    loading.problems().throwIfAny();
    System.out.println(
        "Pipeline '"
            + loading.resolved().spec().name()
            + "' is valid: "
            + loading.resolved().steps().size()
            + " steps.");
    return 0;
  }
}
