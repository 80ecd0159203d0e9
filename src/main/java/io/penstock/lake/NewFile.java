package io.penstock.lake;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/** A file that is being written: it is kept, or nothing of it stays. */
public final class NewFile {
  private final FileSystem files;
  private final Path path;
  private final FSDataOutputStream out;

  private NewFile(FileSystem files, Path path, FSDataOutputStream out) {
    this.files = files;
    this.path = path;
    this.out = out;
  }

  static NewFile at(FileSystem files, Path path) throws IOException {
    return new NewFile(files, path, files.create(path, true));
  }

  public OutputStream stream() {
    return out;
  }

  /** Ends it well. */
  public void keep() throws IOException {
    out.close();
  }

  /** Forgets it. Closing would make a file of what is half there; S3 can forget it instead. */
  public void discard() throws IOException {
    if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
      out.abort();
    } else {
      out.close();
      files.delete(path, false);
    }
  }
}
