package io.penstock.testing;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Hadoop's file systems as a Databricks cluster with Unity Catalog has them: {@code dbfs:}, which
 * is also what a path without a scheme means, and {@code s3:} serve Spark's own readers and refuse
 * everybody else. Behind them are the folder {@code /Volumes} and a folder for all buckets.
 */
public final class PlatformFiles extends RawLocalFileSystem {
  private static final String BUCKETS = "penstock.test.buckets";

  private URI uri;
  private String root;

  /** The settings of a session that has them. */
  public static Map<String, String> settings(java.nio.file.Path buckets) {
    return Map.of(
        "fs.defaultFS",
        "dbfs:/",
        "fs.dbfs.impl",
        PlatformFiles.class.getName(),
        "fs.s3.impl",
        PlatformFiles.class.getName(),
        // Each test has a folder of its own.
        "fs.s3.impl.disable.cache",
        "true",
        BUCKETS,
        buckets.toString(),
        "spark.databricks.clusterUsageTags.sparkVersion",
        "17.3.x-scala2.13");
  }

  @Override
  public void initialize(URI address, Configuration settings) throws IOException {
    super.initialize(address, settings);
    uri =
        URI.create(
            address.getScheme()
                + (address.getAuthority() == null ? ":///" : "://" + address.getAuthority()));
    root = address.getScheme().equals("s3") ? settings.get(BUCKETS) + "/" + address.getHost() : "";
  }

  @Override
  public URI getUri() {
    return uri == null ? super.getUri() : uri;
  }

  @Override
  public File pathToFile(Path path) {
    return new File(root + path.toUri().getPath());
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    refuseOthers(path);
    File file = pathToFile(path);
    if (!file.exists()) {
      throw new FileNotFoundException(path + " does not exist");
    }
    return new FileStatus(
        file.length(),
        file.isDirectory(),
        1,
        1 << 20,
        file.lastModified(),
        path.makeQualified(uri, new Path("/")));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    refuseOthers(path);
    return super.listStatus(path);
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    refuseOthers(path);
    return super.open(path, buffer);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    refuseOthers(path);
    return super.create(path, permission, overwrite, buffer, replication, block, progress);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    refuseOthers(path);
    return super.mkdirs(path);
  }

  private static void refuseOthers(Path path) {
    Optional<String> asks =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .map(StackWalker.StackFrame::getClassName)
                        .filter(name -> name.matches("(io\\.penstock|org\\.apache\\.spark)\\..*"))
                        .filter(name -> !name.equals(PlatformFiles.class.getName()))
                        .findFirst());
    if (asks.filter(name -> name.startsWith("org.apache.spark.")).isEmpty()) {
      throw new UnsupportedOperationException("No operations allowed on this path: " + path);
    }
  }
}
