package io.penstock.local;

import java.util.Map;
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

  /** The settings with which Spark and Delta open {@code file:} through it. */
  public static Map<String, String> settings() {
    return Map.of(
        "spark.hadoop.fs.file.impl", LocalDisk.class.getName(),
        "spark.hadoop.fs.AbstractFileSystem.file.impl", LocalDiskContext.class.getName());
  }
}
