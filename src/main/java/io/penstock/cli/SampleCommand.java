package io.penstock.cli;

import io.penstock.local.sample.SalesSample;
import io.penstock.local.sample.SampleTruth;
import io.penstock.spec.Limit;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code penstock sample}. */
@Command(
    name = "sample",
    description = "Writes sales records with planted defects, and the truth about them beside.",
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
  @Option(
      names = "--rows",
      defaultValue = "100000",
      description = "data rows (default: ${DEFAULT-VALUE})")
  private long rows;

  @Option(
      names = "--dirty",
      defaultValue = "2%",
      description = "the share of rows with a defect (default: ${DEFAULT-VALUE})")
  private String dirty;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "another seed, other rows (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "where the files go")
  private Path out;

  @Override
  public Integer call() {
    Limit share =
        Limit.parse(dirty).filter(Limit::share).orElseThrow(() -> CliErrors.noShare(dirty));
    SampleTruth truth = SalesSample.write(out, rows, share.value().doubleValue() / 100.0, seed);
    System.out.println(
        "Wrote "
            + out.resolve(SalesSample.ZIP)
            + ": "
            + truth.rows()
            + " rows, "
            + truth.planted().total()
            + " with a planted defect. What a run must find is in "
            + out.resolve(SalesSample.TRUTH)
            + ".");
    return 0;
  }
}
