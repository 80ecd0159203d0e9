package io.penstock.run;

import io.penstock.lake.SparkErrors;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SpecException;
import io.penstock.spec.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The sentences of runs and queries. */
final class RunErrors {
  private RunErrors() {}

  static OutsideException missingInput(Step step, TableName input) {
    return OutsideException.ofPermanent(
        "Step '"
            + step.name()
            + "': cannot run because the table '"
            + input
            + "' is not there yet. Run the steps before it, or leave out --only.",
        null);
  }

  static SpecException notOnlyReading(String more) {
    return new SpecException(
        "query: cannot run because the statement does more than read the lake's tables, which are"
            + " written by runs alone. Found: "
            + more
            + ". Ask with SELECT, WITH, VALUES, SHOW, DESCRIBE or EXPLAIN, and name tables as in"
            + " gold.revenue_by_year.");
  }

  static SpecException wrongQuery(Exception e) {
    return new SpecException(
        "query: cannot run because "
            + SparkErrors.reason(e)
            + ". Tables are named as in gold.revenue_by_year; SHOW TABLES IN gold lists them.",
        e);
  }

  static RefusedException alteredLanding(TableName table, TableProgress progress) {
    return new RefusedException(
        "Table '"
            + table
            + "': cannot say which files have arrived because somebody else has changed its rows."
            + " Found: "
            + progress.standing().why()
            + ". Bring back what the step left with RESTORE TABLE; or remove the table, and every"
            + " file that the source still has is landed again.");
  }

  static SpecException missingSecrets(Set<String> missing) {
    return new SpecException(String.join("\n", missing));
  }

  static OutsideException underWay(String pipeline, String owner) {
    return OutsideException.ofTransient(
        "Pipeline '"
            + pipeline
            + "': cannot run because another run of it is under way (process "
            + owner
            + "). Wait for it to end and run again.",
        null);
  }

  static OutsideException noLockFile(String pipeline, Path file, IOException e) {
    return OutsideException.ofPermanent(
        "Pipeline '"
            + pipeline
            + "': cannot run because '"
            + file
            + "' cannot be written: "
            + e.getMessage()
            + ". Make the folder writable, or set PENSTOCK_HOME to another one.",
        e);
  }

  static OutsideException cannotFinish(Step step, Throwable e) {
    return OutsideException.ofPermanent(
        "Step '"
            + step.name()
            + "': cannot finish because "
            + SparkErrors.reason(e)
            + ". The log has the details.",
        e);
  }

  static SpecException outOfReach(CharSequence problems) {
    return new SpecException(problems.toString().strip());
  }

  static SpecException noConnection(
      PublishSpec publication, EnvironmentSpec environment, String name) {
    return new SpecException(
        publication.at()
            + ": there is no connection '"
            + name
            + "' in "
            + environment.at().file()
            + ". Define it there under 'connections'.");
  }
}
