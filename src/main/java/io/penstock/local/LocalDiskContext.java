package io.penstock.local;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.FsServerDefaults;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.local.LocalConfigKeys;

/**
 * {@link RawDisk} by the other interface of Hadoop, which Delta's log uses. A rename that must not
 * replace anything is a hard link here, so that of two writers of one Delta version exactly one
 * wins; Hadoop's own looks first and renames then.
 */
public final class LocalDiskContext extends DelegateToFileSystem {
  /** Called by Hadoop with the address of the file system. */
  public LocalDiskContext(URI uri, Configuration settings) throws IOException, URISyntaxException {
    super(uri, new RawDisk(), settings, FsConstants.LOCAL_FS_URI.getScheme(), false);
  }

  @Override
  public int getUriDefaultPort() {
    return -1;
  }

  @Override
  @Deprecated
  public FsServerDefaults getServerDefaults() throws IOException {
    return LocalConfigKeys.getServerDefaults();
  }

  @Override
  public FsServerDefaults getServerDefaults(Path path) throws IOException {
    return LocalConfigKeys.getServerDefaults();
  }

  @Override
  public boolean isValidName(String name) {
    return true;
  }

  @Override
  public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
    java.nio.file.Path source = java.nio.file.Path.of(from.toUri().getPath());
    if (overwrite || !Files.isRegularFile(source)) {
      super.renameInternal(from, to, overwrite);
      return;
    }
    try {
      Files.createLink(java.nio.file.Path.of(to.toUri().getPath()), source);
    } catch (FileAlreadyExistsException e) {
      throw new org.apache.hadoop.fs.FileAlreadyExistsException(to + " exists already");
    } catch (UnsupportedOperationException | FileSystemException e) {
      // A file system without hard links, such as some that are mounted over the network.
      super.renameInternal(from, to, overwrite);
      return;
    }
    Files.delete(source);
  }
}
