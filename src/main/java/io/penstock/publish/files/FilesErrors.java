package io.penstock.publish.files;

import io.penstock.lake.SparkErrors;
import io.penstock.publish.Publication;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SpecException;

/** The sentences of exports. */
final class FilesErrors {
  private FilesErrors() {}

  static SpecException noPrefix(ConnectionSpec connection) {
    return new SpecException(
        connection.at()
            + ": the connection '"
            + connection.name()
            + "' cannot be used for files because its 'url' is no prefix in S3. Give one, such as"
            + " s3a://bucket/exports.");
  }

  static SpecException noQuery(String prefix) {
    return new SpecException(
        "The query cannot be run on '"
            + prefix
            + "' because files answer no statement. Query the table of the lake that they come from.");
  }

  static PenstockException sentence(String place, String prefix, Exception e) {
    return SparkErrors.sentence(place, "write to '" + prefix + "'", e)
        .orElseGet(
            () ->
                OutsideException.ofTransient(
                    place
                        + ": cannot write to '"
                        + prefix
                        + "' because "
                        + SparkErrors.reason(e)
                        + ". Check the connection's 'url' and the rights on the bucket, and run"
                        + " again; readers still see the version before.",
                    e));
  }

  static OutsideException meanwhile(Publication publication) {
    return OutsideException.ofTransient(
        publication.place()
            + ": cannot publish '"
            + publication.table()
            + "' because another run has published it meanwhile. Nothing is to be done; the next run"
            + " compares again.",
        null);
  }

  static OutsideException readOtherwise(Publication publication, long written, long read) {
    return OutsideException.ofTransient(
        publication.place()
            + ": cannot publish '"
            + publication.table()
            + "' because its files do not hold the rows that were written. Found: "
            + read
            + " rows when they were read again, "
            + written
            + " written, or other values in them. Run again; readers still see the version before.",
        null);
  }

  static RefusedException columns(Publication publication, String found) {
    return new RefusedException(
        publication.place()
            + ": cannot publish '"
            + publication.table()
            + "' because 'partition_by' does not fit its columns. Found: "
            + found
            + ". Correct it; the export is as it was.");
  }

  static RefusedException columnsChanged(Publication publication) {
    return new RefusedException(
        publication.place()
            + ": cannot append to '"
            + publication.table()
            + "' because its columns have changed, and one version would have files of two kinds."
            + " Publish it once as a whole with --full-refresh.");
  }
}
