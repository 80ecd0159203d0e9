package io.penstock.land;

import io.penstock.lake.SparkErrors;
import io.penstock.lake.StoragePath;
import io.penstock.spec.OutsideException;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.util.List;

/** The sentences of landings. */
final class LandErrors {
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

  static OutsideException interrupted(String place, InterruptedException e) {
    return OutsideException.ofTransient(
        place + ": cannot unpack because the run was interrupted.", e);
  }

  static OutsideException notWritten(String place, Throwable failure) {
    return OutsideException.ofTransient(
        place + ": cannot write to the lake because " + SparkErrors.reason(failure) + ".", failure);
  }
}
