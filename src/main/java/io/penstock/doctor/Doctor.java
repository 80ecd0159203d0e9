package io.penstock.doctor;

import io.penstock.ops.Finding;
import io.penstock.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Examines the place of a pipeline: versions, secrets, catalog, files, sources, connections. What
 * it makes it removes; it touches nothing else.
 */
public final class Doctor {
  private final RunContext context;
  private final String folder;

  /**
   * @param folder where the pipeline folder was read, for people
   */
  public Doctor(RunContext context, String folder) {
    this.context = context;
    this.folder = folder;
  }

  /**
   * Examines all.
   *
   * @param heard is told of each finding as soon as it is known
   * @return all of them
   */
  public List<Finding> examine(Consumer<Finding> heard) {
    List<Finding> all = new ArrayList<>();
    Consumer<Finding> report =
        finding -> {
          all.add(finding);
          heard.accept(finding);
        };
    new RuntimeCheck(context.lake().spark(), folder).findings().forEach(report);
    new SecretsCheck(context.pipeline().spec(), context.secrets()).findings().forEach(report);
    new CatalogCheck(context.lake()).findings().forEach(report);
    new FilesCheck(context.lake(), context.pipeline().spec()).findings().forEach(report);
    new ConnectionsCheck(context).findings().forEach(report);
    return all;
  }

  /** How it went, in one line. */
  public static String summary(List<Finding> findings) {
    long failed = findings.stream().filter(f -> f.level() == Finding.Level.FAIL).count();
    long warned = findings.stream().filter(f -> f.level() == Finding.Level.WARN).count();
    return findings.size()
        + " things were looked at: "
        + (failed == 0 ? "none stands in the way of a run" : failed + " stand in the way of a run")
        + (warned == 0 ? "." : ", " + warned + " may be better.");
  }
}
