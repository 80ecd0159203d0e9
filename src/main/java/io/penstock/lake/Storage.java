package io.penstock.lake;

import io.penstock.sql.Engine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Files outside of tables: those that arrive, and those that have landed. Every path goes through
 * {@link StoragePath}. May be used inside of Spark's tasks.
 */
public record Storage(SerializableConfiguration settings, Platform platform)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern CHECKSUMS = Pattern.compile("\\..*\\.crc");

  /** With the settings of a session. */
  public static Storage of(SparkSession spark) {
    return new Storage(new SerializableConfiguration(Engine.hadoop(spark)), Platform.of(spark));
  }

  /** What somebody wrote. */
  public StoragePath path(String written) {
    return StoragePath.of(written, platform);
  }

  /**
   * A file that is there.
   *
   * @param path where it is
   * @param name its path below what was listed
   * @param identity what tells it from another one of the same name
   */
  public record Found(StoragePath path, String name, long size, FileIdentity identity) {}

  /**
   * @throws FileNotFoundException if it is not there
   */
  public FileStatus status(StoragePath file) throws IOException {
    return plain(file).getFileStatus(file.forHadoop());
  }

  public InputStream open(StoragePath file) throws IOException {
    return plain(file).open(file.forHadoop());
  }

  /** The bytes from a place on, which a stream of the storage goes to without reading. */
  public InputStream open(StoragePath file, long from) throws IOException {
    FSDataInputStream stream = plain(file).open(file.forHadoop());
    stream.seek(from);
    return stream;
  }

  /** A new file, in the place of one that may be there. */
  public NewFile create(StoragePath file) throws IOException {
    return NewFile.at(files(file), file.forHadoop());
  }

  /** Removes a file; nothing happens if there is none. */
  public void delete(StoragePath file) throws IOException {
    files(file).delete(file.forHadoop(), false);
  }

  /** Copies a file, in the place of one that may be there. */
  public void copy(StoragePath from, StoragePath to) throws IOException {
    NewFile copy = create(to);
    try (InputStream in = open(from)) {
      in.transferTo(copy.stream());
    } catch (IOException e) {
      copy.discard();
      throw e;
    }
    copy.keep();
  }

  /** Removes all files below a place; nothing happens if there are none. */
  public void deleteBelow(StoragePath folder) throws IOException {
    files(folder).delete(folder.forHadoop(), true);
  }

  /** Removes a folder in which there is nothing; leaves another one. */
  public void deleteEmpty(StoragePath folder) throws IOException {
    if (files(folder).listStatus(folder.forHadoop()).length == 0) {
      files(folder).delete(folder.forHadoop(), false);
    }
  }

  /** The text of a small file, by the file system that is registered for it. */
  public String readAsHadoop(StoragePath file) throws IOException {
    Path path = file.forHadoop();
    try (InputStream in = path.getFileSystem(settings.value()).open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Gives a file another place of the same storage, and takes the place of one that is there. Ended
   * in between it leaves the file where it was, or in both places.
   */
  public void move(StoragePath from, StoragePath to) throws IOException {
    FileSystem files = files(from);
    Path target = to.forHadoop();
    files.mkdirs(target.getParent());
    files.delete(target, false);
    if (renamed(files, from.forHadoop(), target)) {
      return;
    }
    // Some mounts do not rename.
    NewFile copy = create(to);
    try (InputStream in = open(from)) {
      in.transferTo(copy.stream());
      copy.keep();
    } catch (IOException e) {
      copy.discard();
      throw e;
    }
    delete(from);
  }

  private static boolean renamed(FileSystem files, Path from, Path to) throws IOException {
    try {
      return files.rename(from, to);
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * All files at or below a place, which may be a glob, in no order. Names that begin with a dot or
   * an underscore are not data.
   *
   * @throws FileNotFoundException if nothing is there
   */
  public List<Found> list(StoragePath place) throws IOException {
    FileSystem files = plain(place);
    FileStatus[] roots = files.globStatus(place.forHadoop());
    if (roots == null || roots.length == 0) {
      throw new FileNotFoundException(place.text());
    }
    List<Found> found = new ArrayList<>();
    for (FileStatus root : roots) {
      if (root.isFile() && CHECKSUMS.matcher(root.getPath().getName()).matches()) {
        continue;
      }
      if (root.isFile()) {
        found.add(found(root, root.getPath().getName()));
      } else {
        collect(files, root, found);
      }
    }
    return found;
  }

  private void collect(FileSystem files, FileStatus root, List<Found> found) throws IOException {
    RemoteIterator<LocatedFileStatus> all = files.listFiles(root.getPath(), true);
    String base = root.getPath().toUri().getPath() + "/";
    while (all.hasNext()) {
      LocatedFileStatus file = all.next();
      String name = file.getPath().toUri().getPath().substring(base.length());
      if (!name.matches("(.*/)?[._][^/]*(/.*)?")) {
        found.add(found(file, name));
      }
    }
  }

  private Found found(FileStatus file, String name) {
    return new Found(path(file.getPath().toString()), name, file.getLen(), FileIdentity.of(file));
  }

  // Hadoop's checksum files beside a file of the disk are out of date once somebody has edited it,
  // and
  // their names cannot be made of one that has a colon. What arrives is told by its identity.
  private FileSystem plain(StoragePath path) throws IOException {
    FileSystem files = files(path);
    return files instanceof LocalFileSystem local ? local.getRaw() : files;
  }

  private FileSystem files(StoragePath path) throws IOException {
    Configuration hadoop = settings.value();
    return path.isMounted() ? Mounts.files(path, hadoop) : path.forHadoop().getFileSystem(hadoop);
  }
}
