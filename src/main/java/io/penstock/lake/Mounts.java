package io.penstock.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who opens what a cluster has mounted. Plain files do; where they do not, what the cluster has
 * registered for {@code file:} is the second way. Which of them it is, each JVM finds out once a
 * mount.
 */
final class Mounts {
  private static final Logger LOG = LoggerFactory.getLogger(Mounts.class);

  // As /Volumes/catalog/schema/volume: rights are given for a volume as a whole.
  private static final int DEPTH = 4;
  private static final Map<String, FileSystem> KNOWN = new ConcurrentHashMap<>();

  private Mounts() {}

  static FileSystem files(StoragePath path, Configuration settings) throws IOException {
    String mount = mount(path);
    FileSystem known = KNOWN.get(mount);
    if (known != null) {
      return known;
    }
    FileSystem plain = MountedDisk.open(settings);
    FileSystem found = plain;
    IOException refused = refusal(plain, mount);
    if (refused != null) {
      FileSystem registered = new Path("file", null, mount).getFileSystem(settings);
      if (refusal(registered, mount) == null) {
        LOG.info("'{}' is read by {}, not as plain files", mount, registered.getClass(), refused);
        found = registered;
      }
    }
    KNOWN.put(mount, found);
    return found;
  }

  private static String mount(StoragePath path) {
    String[] parts = path.text().split("/", DEPTH + 2);
    return String.join("/", java.util.List.of(parts).subList(0, Math.min(parts.length, DEPTH + 1)));
  }

  private static IOException refusal(FileSystem files, String mount) {
    try {
      files.getFileStatus(new Path("file", null, mount));
      return null;
    } catch (FileNotFoundException e) {
      // It says so, and so it can be asked.
      return null;
    } catch (IOException | UnsupportedOperationException e) {
      return e instanceof IOException known ? known : new IOException(e);
    }
  }
}
