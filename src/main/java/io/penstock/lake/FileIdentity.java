package io.penstock.lake;

import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;

/** What tells a file that lies where it is from another one that takes its place. */
public final class FileIdentity {
  private FileIdentity() {}

  /** Size with ETag, or with the time of its last change where there is no ETag. */
  public static String of(FileStatus file) {
    String etag = file instanceof EtagSource source ? source.getEtag() : null;
    String stamp = etag == null || etag.isEmpty() ? "t" + file.getModificationTime() : "e" + etag;
    return file.getLen() + "-" + stamp;
  }
}
