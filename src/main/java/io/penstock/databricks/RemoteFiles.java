package io.penstock.databricks;

import com.databricks.sdk.service.files.UploadRequest;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Files in the volumes of a workspace. */
public final class RemoteFiles {
  private static final Pattern IN_VOLUME = Pattern.compile("/Volumes/[^/]+/[^/]+/[^/]+/.*");

  private final Workspace workspace;

  RemoteFiles(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Puts a file into a volume; one of that name is replaced.
   *
   * @param path where to; with a slash at its end the file keeps its name
   * @return where it is now
   * @throws SpecException if there is no such file here, or the path is not in a volume
   */
  public String put(Path file, String path) {
    if (!Files.isRegularFile(file)) {
      throw WorkspaceErrors.noFile(file);
    }
    String target = path.endsWith("/") ? path + file.getFileName() : path;
    if (!IN_VOLUME.matcher(target).matches() || target.contains("/../")) {
      throw WorkspaceErrors.noVolume(path);
    }
    workspace.asking("put '" + target + "'", () -> upload(file, target));
    return target;
  }

  private Void upload(Path file, String target) {
    try (InputStream contents = Files.newInputStream(file)) {
      workspace
          .client()
          .files()
          .upload(new UploadRequest().setFilePath(target).setContents(contents).setOverwrite(true));
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
