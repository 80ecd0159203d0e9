package io.penstock.cli;

import io.penstock.doctor.Doctor;
import io.penstock.ops.Finding;
import io.penstock.run.RunListener;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock doctor}. */
@Command(
    name = "doctor",
    description =
        "Looks at everything that the pipeline needs here: versions, secrets, catalog, files, servers."
            + " Prints a line for each, with what to do; leaves nothing behind.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private PipelineOptions options;

  @Override
  public Integer call() {
    Loading loading = new Loading(options);
    loading.problems().throwIfAny();
    try (PipelineSession opened = PipelineSession.of(loading)) {
      Doctor doctor =
          new Doctor(
              opened.context(RunListener.SILENT), options.folder + " is read and has no problem");
      List<Finding> findings = doctor.examine(System.out::println);
      System.out.println(Doctor.summary(findings));
      return findings.stream().anyMatch(f -> f.level() == Finding.Level.FAIL) ? 1 : 0;
    }
  }
}
