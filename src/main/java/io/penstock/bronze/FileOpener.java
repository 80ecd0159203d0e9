package io.penstock.bronze;

import io.penstock.format.RecordReader;
import io.penstock.format.csv.CsvRecordReader;
import io.penstock.format.json.JsonRecordReader;
import io.penstock.lake.FileIdentity;
import io.penstock.lake.SparkFailures;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.ops.LandedFile;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.OutsideException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FileStatus;

/**
 * Opens landed files inside Spark tasks. A file that is no longer the one that landed is not read.
 *
 * @param declaredColumns how many fields a file without a header has
 */
record FileOpener(Storage storage, FormatSpec format, int declaredColumns) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 16;

  RecordReader open(LandedFile file) {
    InputStream in = bytes(file);
    if (format instanceof FormatSpec.Csv csv) {
      return CsvRecordReader.open(csv, in, file.path(), width());
    }
    return JsonRecordReader.open((FormatSpec.Json) format, in, file.path());
  }

  private int width() {
    return Math.max(0, declaredColumns);
  }

  private InputStream bytes(LandedFile file) {
    StoragePath path = storage.path(file.path());
    try {
      FileStatus status = storage.status(path);
      boolean same =
          file.inPlace()
              ? FileIdentity.of(status).equals(file.identity())
              : status.getLen() == file.size();
      if (!same) {
        throw OutsideException.passing(
            "File '"
                + file.path()
                + "': cannot be read because it has changed since it landed. Found: "
                + FileIdentity.of(status)
                + " where "
                + file.identity()
                + " was expected. Run again, so that it lands anew.",
            null);
      }
      InputStream in = new BufferedInputStream(storage.open(path), BUFFER);
      boolean packed = file.path().toLowerCase(Locale.ROOT).endsWith(".gz");
      return packed ? new GZIPInputStream(in, BUFFER) : in;
    } catch (IOException e) {
      throw SparkFailures.sentence("File '" + file.path() + "'", "be read", e)
          .orElseGet(
              () ->
                  OutsideException.lasting(
                      "File '"
                          + file.path()
                          + "': cannot be read because "
                          + SparkFailures.reason(e)
                          + ". Put it back, or land it again.",
                      e));
    }
  }
}
