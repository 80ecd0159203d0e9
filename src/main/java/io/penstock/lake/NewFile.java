package io.penstock.lake;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
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
    // In S3 a file needs no folder, and there is nothing to look for in its place: of five requests
    // one is left.
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path).overwrite(true).recursive();
    builder.opt("fs.s3a.create.performance", true);
    return new NewFile(files, path, (FSDataOutputStream) builder.build());
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
