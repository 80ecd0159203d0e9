package io.penstock.cli;

import io.penstock.drift.DriftReport;
import io.penstock.drift.Drifts;
import io.penstock.run.RunListener;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock drift}. */
@Command(
    name = "drift",
    description =
        "Looks whether the sources are still what they were when their columns were pinned, and what"
            + " is made of that which is not, down to the targets. Exit status 3 where a contract"
            + " refuses it.",
    mixinStandardHelpOptions = true)
final class DriftCommand implements Callable<Integer> {
  private static final int REFUSED = 3;

  @Mixin private PipelineOptions options;
  @ArgGroup private Form form = new Form();

  /** How it is said. */
  static final class Form {
    @Option(
        names = "--json",
        description = "print one JSON document on stdout, and nothing else there")
    private boolean json;

    @Option(names = "--markdown", description = "print a table for a pull request")
    private boolean markdown;
  }

  @Override
  public Integer call() {
    Loading loading = new Loading(options);
    loading.problems().throwIfAny();
    try (PipelineSession session = PipelineSession.of(loading)) {
      Drifts.Found found = Drifts.of(session.context(RunListener.SILENT), loading.problems());
      loading.problems().throwIfAny();
      DriftReport report =
          new DriftReport(
              session.pipeline().spec().name(),
              session.pipeline().spec().environment().name(),
              found);
      if (form.json) {
        System.out.println(report.json());
      } else if (form.markdown) {
        System.out.print(report.markdown());
      } else {
        report.lines().forEach(System.out::println);
      }
      return found.isForbidden() ? REFUSED : 0;
    }
  }
}
