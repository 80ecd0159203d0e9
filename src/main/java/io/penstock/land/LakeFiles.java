package io.penstock.land;

import io.penstock.io.Digests;
import io.penstock.lake.SparkErrors;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lists the files under a path. */
final class LakeFiles {
  private final Storage storage;
  private final String place;

  /**
   * @param place what begins every message
   */
  LakeFiles(Storage storage, String place) {
    this.storage = storage;
    this.place = place;
  }

  /** All files, by name. Names that begin with a dot or an underscore are not data. */
  List<Storage.Found> list(
      String written, java.nio.file.Path pipelineFolder, Optional<String> include) {
    StoragePath path = StoragePath.of(written, pipelineFolder, storage.platform());
    try {
      Optional<PathMatcher> matcher =
          include.map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob));
      return storage.list(path).stream()
          .filter(f -> matcher.isEmpty() || matcher.get().matches(fileName(f)))
          .sorted(Comparator.comparing(Storage.Found::name))
          .toList();
    } catch (FileNotFoundException e) {
      throw LandErrors.nothingThere(place, written, path, e);
    } catch (IOException | RuntimeException e) {
      throw SparkErrors.sentence(place, "list '" + written + "'", e)
          .orElseGet(() -> LandErrors.notListed(place, written, e));
    }
  }

  /** Of the names and identities of files, in their order. */
  static String digest(List<Storage.Found> found) {
    StringBuilder text = new StringBuilder();
    found.forEach(
        file -> text.append(file.name()).append('\0').append(file.identity()).append('\0'));
    return Digests.sha256(text.toString());
  }

  static java.nio.file.Path fileName(Storage.Found file) {
    String text = file.path().text();
    return java.nio.file.Path.of(text.substring(text.lastIndexOf('/') + 1));
  }
}
