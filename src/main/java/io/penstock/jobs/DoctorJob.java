package io.penstock.jobs;

import io.penstock.doctor.Doctor;
import io.penstock.ops.Finding;
import io.penstock.run.Targets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A task that looks at everything that the pipeline needs of the workspace, before its first run: a
 * line for each thing, with what to do.
 */
public final class DoctorJob {
  private DoctorJob() {}

  /**
   * @param args see {@link JobArguments}
   * @throws JobFailed if something stands in the way of a run
   */
  public static void main(String[] args) {
    TaskErrors.spoken("doctor", () -> examine(JobArguments.parse(args)));
  }

  private static void examine(JobArguments arguments) {
    TaskPlace place = new TaskPlace(arguments, System.out);
    try (Targets targets = place.targets()) {
      List<Finding> findings =
          new Doctor(place.context(targets), "read from " + place.origin())
              .examine(System.out::println);
      System.out.println(Doctor.summary(findings));
      String failures =
          findings.stream()
              .filter(finding -> finding.level() == Finding.Level.FAIL)
              .map(Finding::toString)
              .collect(Collectors.joining("\n"));
      if (!failures.isEmpty()) {
        throw TaskErrors.examined(failures);
      }
    }
  }
}
