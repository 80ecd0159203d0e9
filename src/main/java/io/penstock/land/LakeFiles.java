package io.penstock.land;

import io.penstock.lake.FileIdentity;
import io.penstock.lake.SparkFailures;
import io.penstock.spec.OutsideException;
import io.penstock.spec.SpecException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Lists the files under a path that Hadoop can read. */
final class LakeFiles {
  private final Configuration hadoop;
  private final String place;

  /**
   * @param place what begins every message
   */
  LakeFiles(Configuration hadoop, String place) {
    this.hadoop = hadoop;
    this.place = place;
  }

  /**
   * A file that is there.
   *
   * @param name its path below the listed folder
   * @param identity its size with its ETag, or with its time where there is no ETag
   */
  record Found(String name, Path path, long size, String identity) {}

  /** All files, by name. Names that begin with a dot or an underscore are not data. */
  List<Found> list(String written, java.nio.file.Path pipelineFolder, Optional<String> include) {
    Path path = absolute(written, pipelineFolder);
    try {
      FileSystem fs = path.getFileSystem(hadoop);
      FileStatus[] roots = fs.globStatus(path);
      if (roots == null || roots.length == 0) {
        throw new SpecException(
            place
                + ": cannot read '"
                + written
                + "' because nothing is there. Found: no file at "
                + path
                + ". Check 'source.path'; a relative path begins at the pipeline folder.");
      }
      List<Found> found = new ArrayList<>();
      for (FileStatus root : roots) {
        collect(fs, root, found);
      }
      Optional<PathMatcher> matcher =
          include.map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob));
      return found.stream()
          .filter(
              f ->
                  matcher.isEmpty()
                      || matcher.get().matches(java.nio.file.Path.of(f.path().getName())))
          .sorted(Comparator.comparing(Found::name))
          .toList();
    } catch (FileNotFoundException e) {
      throw new SpecException(
          place + ": cannot read '" + written + "' because it is not there. Check 'source.path'.",
          e);
    } catch (IOException | RuntimeException e) {
      throw SparkFailures.sentence(place, "list '" + written + "'", e)
          .orElseGet(
              () ->
                  OutsideException.passing(
                      place
                          + ": cannot list '"
                          + written
                          + "' because "
                          + SparkFailures.reason(e)
                          + ". Check 'source.path' and the rights on it.",
                      e));
    }
  }

  static Path absolute(String written, java.nio.file.Path pipelineFolder) {
    boolean schemed =
        written.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") || written.startsWith("/Volumes/");
    return schemed
        ? new Path(written)
        : new Path("file", null, pipelineFolder.resolve(written).normalize().toString());
  }

  private static void collect(FileSystem fs, FileStatus root, List<Found> found)
      throws IOException {
    if (root.isFile()) {
      found.add(found(root, root.getPath().getName()));
      return;
    }
    RemoteIterator<LocatedFileStatus> files = fs.listFiles(root.getPath(), true);
    String base = root.getPath().toUri().getPath() + "/";
    while (files.hasNext()) {
      LocatedFileStatus file = files.next();
      String name = file.getPath().toUri().getPath().substring(base.length());
      boolean hidden = name.matches("(.*/)?[._][^/]*(/.*)?");
      if (!hidden) {
        found.add(found(file, name));
      }
    }
  }

  private static Found found(FileStatus file, String name) {
    return new Found(name, file.getPath(), file.getLen(), FileIdentity.of(file));
  }
}
