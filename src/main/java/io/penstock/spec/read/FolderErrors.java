package io.penstock.spec.read;

import io.penstock.spec.Nearest;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/** The sentences of pipeline folders that cannot be read at all. */
final class FolderErrors {
  private FolderErrors() {}

  static SpecException noFolder(Path path) {
    return new SpecException(
        "Pipeline folder '"
            + path
            + "' cannot be read because there is no such folder. Give the path"
            + " of a folder that holds sources/, silver/, gold/ and publish/.");
  }

  static SpecException noPipeline(Path path) {
    return new SpecException(
        "Folder '"
            + path
            + "' is not a pipeline because it holds none of sources/, silver/, gold/"
            + " and publish/. Give the path of a pipeline folder.");
  }

  static SpecException notListed(Path folder, IOException e) {
    return new SpecException(
        "Folder '" + folder + "' cannot be listed: " + e.getMessage() + ". Check its rights.", e);
  }

  static SpecException noEnvironment(Object file, String environment, Collection<String> valid) {
    return new SpecException(
        file
            + ": there is no environment '"
            + environment
            + "'. "
            + Nearest.hint(environment, valid));
  }
}
