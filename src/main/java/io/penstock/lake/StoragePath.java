package io.penstock.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place of files as somebody writes it, and as Hadoop and Spark each can open it. This is the one
 * place that knows of mounts and schemes.
 *
 * @param text the place in its one form: {@code /Volumes/…} and {@code /Workspace/…} without a
 *     scheme, S3 with the scheme of the platform, anything else as it was written
 */
public record StoragePath(String text, Platform platform) {
  private static final List<String> MOUNTS = List.of("/Volumes/", "/Workspace/");
  private static final Pattern OF_MOUNT =
      Pattern.compile("(?:(?:dbfs|file):/{0,2})?(/(?:Volumes|Workspace)(?:/.*)?)");
  private static final Pattern S3 = Pattern.compile("s3[an]?://(.*)");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /** Reads what somebody wrote, or what Hadoop or Spark call a file. */
  public static StoragePath of(String written, Platform platform) {
    Matcher mount = OF_MOUNT.matcher(written);
    if (mount.matches()) {
      return new StoragePath(mount.group(1), platform);
    }
    Matcher s3 = S3.matcher(written);
    return new StoragePath(
        s3.matches()
            ? (platform == Platform.DATABRICKS ? "s3://" : "s3a://") + s3.group(1)
            : written,
        platform);
  }

  /** The same; a relative path is one beside the pipeline folder. */
  public static StoragePath of(String written, Path pipelineFolder, Platform platform) {
    boolean complete = SCHEME.matcher(written).matches() || OF_MOUNT.matcher(written).matches();
    return complete
        ? of(written, platform)
        : of(
            new org.apache.hadoop.fs.Path(
                    "file", null, pipelineFolder.resolve(written).normalize().toString())
                .toString(),
            platform);
  }

  /** What is below it. */
  public StoragePath resolve(String below) {
    String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return new StoragePath(base + "/" + below, platform);
  }

  /**
   * Whether it lies in a volume or among workspace files, which a cluster mounts: its processes
   * read them as files of their own disk, and Hadoop refuses them under any other name.
   */
  public boolean isMounted() {
    return MOUNTS.stream().anyMatch((text + "/")::startsWith);
  }

  /** Whether it lies in S3 of the platform, where rights are Unity Catalog's to give. */
  public boolean isGoverned() {
    return platform == Platform.DATABRICKS && S3.matcher(text).matches();
  }

  /** As Hadoop's file systems open it. */
  public org.apache.hadoop.fs.Path forHadoop() {
    return isMounted()
        ? new org.apache.hadoop.fs.Path("file", null, text)
        : new org.apache.hadoop.fs.Path(text);
  }

  /** As Spark's readers and writers open it. */
  public String forSpark() {
    boolean own = platform == Platform.DATABRICKS && text.startsWith("/Volumes/");
    return isMounted() && !own ? "file:" + text : text;
  }

  /** As a file of this machine; empty for what no file of it can be. */
  public Optional<Path> forJava() {
    if (isMounted()) {
      return Optional.of(Path.of(text));
    }
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(text);
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file")
        ? Optional.of(Path.of(path.toUri().getPath()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
