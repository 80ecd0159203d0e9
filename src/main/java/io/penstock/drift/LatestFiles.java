package io.penstock.drift;

import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.spec.SourceLocation;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The files of a source that are last by their names, which mostly say when they are of. */
final class LatestFiles {
  private static final int FILES = 5;

  private LatestFiles() {}

  /**
   * @param folder of the pipeline
   */
  static List<Storage.Found> of(Storage storage, Path folder, SourceLocation.Files files)
      throws IOException {
    Optional<PathMatcher> matcher =
        files.include().map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob));
    return storage.list(StoragePath.of(files.path(), folder, storage.platform())).stream()
        .filter(
            file -> {
              Path name = Path.of(file.path().text().replaceFirst("^.*/", ""));
              return matcher.isEmpty() || matcher.get().matches(name);
            })
        .sorted(Comparator.comparing(Storage.Found::name).reversed())
        .limit(FILES)
        .toList();
  }
}
