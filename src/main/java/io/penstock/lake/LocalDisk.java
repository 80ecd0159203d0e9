package io.penstock.lake;

import org.apache.hadoop.fs.LocalFileSystem;

/**
 * {@link RawDisk} in the shape that Hadoop's own callers expect of {@code file:}. No side files
 * with checksums are written: Delta and Parquet bring their own, and a read verifies old ones as
 * before.
 */
public final class LocalDisk extends LocalFileSystem {
  /** Called by Hadoop. */
  public LocalDisk() {
    super(new RawDisk());
    setWriteChecksum(false);
  }
}
