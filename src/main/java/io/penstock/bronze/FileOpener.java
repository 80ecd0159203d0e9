package io.penstock.bronze;

import io.penstock.format.FilePart;
import io.penstock.format.RecordReader;
import io.penstock.format.file.RecordReaders;
import io.penstock.lake.FileIdentity;
import io.penstock.lake.SparkErrors;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.ops.LandedFile;
import io.penstock.spec.FormatSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.hadoop.fs.FileStatus;

/**
 * Opens landed files inside Spark tasks. A file that is no longer the one that landed is not read.
 */
record FileOpener(Storage storage, RecordReaders readers) implements Serializable {
  private static final long serialVersionUID = 1L;

  FormatSpec format() {
    return readers.format();
  }

  /**
   * @param width see {@link RecordReaders#open}
   */
  RecordReader open(LandedFile file, int width) {
    return readers.open(() -> bytes(file, 0), file.path(), width);
  }

  RecordReader open(LandedFile file, FilePart part) {
    return readers.openPart(from -> bytes(file, from), file.path(), part);
  }

  /** Whether the file can be read from the middle, if its charset lets one. */
  boolean isDivisible(LandedFile file) {
    return readers.isDivisible(file.path());
  }

  private InputStream bytes(LandedFile file, long from) {
    StoragePath path = storage.path(file.path());
    try {
      FileStatus status = storage.status(path);
      boolean same =
          file.inPlace()
              ? FileIdentity.of(status).equals(file.identity())
              : status.getLen() == file.size();
      if (!same) {
        throw BronzeErrors.changedSinceItLanded(file, FileIdentity.of(status));
      }
      return storage.open(path, from);
    } catch (IOException e) {
      throw SparkErrors.sentence("File '" + file.path() + "'", "be read", e)
          .orElseGet(() -> BronzeErrors.outOfReach(file, e));
    }
  }
}
