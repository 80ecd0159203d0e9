package io.penstock.land;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.lake.SparkErrors;
import io.penstock.lake.StoragePath;
import io.penstock.land.mysql.TableProblem;
import io.penstock.spec.OutsideException;
import io.penstock.spec.Redaction;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The sentences of landings. */
final class LandErrors {
  private static final Set<Integer> NO_RIGHTS = Set.of(1044, 1045, 1142, 1143, 1370);
  private static final Set<Integer> FOR_GOOD = Set.of(1049, 1054, 1146);
  private static final int LOCK_TIMED_OUT = 1205;

  private LandErrors() {}

  static RefusedException filesHaveChanged(SourceSpec source, List<String> changed) {
    return new RefusedException(
        "Source '"
            + source.name()
            + "' ("
            + source.at()
            + "): cannot land because files that were"
            + " loaded have changed and 'on_overwritten_file' is fail. Found: "
            + String.join(", ", changed.subList(0, Math.min(5, changed.size())))
            + (changed.size() > 5 ? " and " + (changed.size() - 5) + " more" : "")
            + ". Put the old files back, or say reingest or ignore.");
  }

  static OutsideException unreadable(String place, Object file, IOException e) {
    return OutsideException.ofTransient(
        place + ": cannot read '" + file + "' because " + e.getMessage() + ".", e);
  }

  static OutsideException encoded(String place, String encoding) {
    return OutsideException.ofPermanent(
        place
            + ": cannot read the downloaded file because the server has packed it for the way"
            + " though nobody asked. Found: Content-Encoding '"
            + encoding
            + "', where gzip or none can be read. Ask for an address that sends it as it is.",
        null);
  }

  static OutsideException notRemoved(String place, IOException e) {
    return OutsideException.ofPermanent(
        place + ": cannot remove the downloaded file because " + e.getMessage() + ".", e);
  }

  static SpecException noAddress(LandingSource landing, SourceLocation location) {
    return new SpecException(
        landing.place()
            + ": cannot download because 'source.url' is not an address. Found: "
            + location.display()
            + ". Encode spaces and special characters in it.");
  }

  static SpecException nothingThere(String place, String written, StoragePath path, IOException e) {
    return new SpecException(
        place
            + ": cannot read '"
            + written
            + "' because nothing is there. Found: no file at "
            + path
            + ". Check 'source.path'; a relative path begins at the pipeline folder.",
        e);
  }

  static OutsideException notListed(String place, String written, Exception e) {
    return OutsideException.ofTransient(
        place
            + ": cannot list '"
            + written
            + "' because "
            + SparkErrors.reason(e)
            + ". Check 'source.path' and the rights on it.",
        e);
  }

  static SpecException noConnection(String place, SourceLocation.Database location) {
    return new SpecException(
        place
            + ": cannot be read because the environment has no connection '"
            + location.connection()
            + "'. Define it under 'connections' of the environment file.");
  }

  static SpecException unfit(String place, SourceLocation.Database location, TableProblem problem) {
    return new SpecException(
        place
            + ": the table '"
            + location.display()
            + "' cannot be loaded because "
            + problem.getMessage()
            + ".",
        problem);
  }

  /** What a server said, as a sentence. */
  static OutsideException database(
      String place, SourceLocation.Database location, MySqlEndpoint server, SQLException e) {
    String text =
        place
            + ": cannot read '"
            + location.display()
            + "' of "
            + server.display()
            + " because "
            + Redaction.text(
                String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("it gave no reason")
                    .replaceFirst("[.]$", ""))
            + ".";
    if (NO_RIGHTS.contains(e.getErrorCode())) {
      return OutsideException.ofPermanent(
          text
              + " Its user needs: GRANT SELECT, LOCK TABLES ON "
              + MySqlEndpoint.database(server.url())
              + ".* TO that user"
              + " (LOCK TABLES only where 'source.connections' is more than 1: for the moment in"
              + " which all connections begin together).",
          e);
    }
    return FOR_GOOD.contains(e.getErrorCode())
        ? OutsideException.ofPermanent(text + " Check the names under 'tables'.", e)
        : OutsideException.ofTransient(
            text
                + (e.getErrorCode() == LOCK_TIMED_OUT
                    ? " A transaction there has written to one of the tables and does not end."
                    : "")
                + " Run again.",
            e);
  }

  static OutsideException interrupted(String place, InterruptedException e) {
    return OutsideException.ofTransient(
        place + ": cannot unpack because the run was interrupted.", e);
  }

  static OutsideException notWritten(String place, Throwable failure) {
    return OutsideException.ofTransient(
        place + ": cannot write to the lake because " + SparkErrors.reason(failure) + ".", failure);
  }
}
