package io.penstock.lake;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * What a cluster has mounted, for Hadoop's callers, through plain files of the operating system.
 * The mount has rights of its own and may refuse to have them set, and a file with a checksum
 * beside each file would be one more that arrives.
 */
final class MountedDisk extends RawLocalFileSystem {
  /** One that is not entered anywhere: what is registered for {@code file:} is the cluster's. */
  static MountedDisk open(Configuration settings) throws IOException {
    MountedDisk disk = new MountedDisk();
    disk.initialize(URI.create("file:///"), settings);
    return disk;
  }

  // Mounts have no links, and to look for one Hadoop may start a process.
  @Override
  public FileStatus getFileLinkStatus(Path path) throws IOException {
    return getFileStatus(path);
  }

  @Override
  public void setPermission(Path path, FsPermission permission) {
    // Those of the mount hold.
  }
}
