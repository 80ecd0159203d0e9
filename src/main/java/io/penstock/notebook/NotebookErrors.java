package io.penstock.notebook;

import io.penstock.spec.SpecException;
import java.nio.file.Path;

/** The sentences of notebooks that cannot be read. */
final class NotebookErrors {
  private NotebookErrors() {}

  static SpecException noFile(Path path) {
    return new SpecException(
        "Notebook '"
            + path
            + "': cannot be read because there is no such file. Notebooks are"
            + " files such as notebooks/01_overview.sql.");
  }

  static SpecException noText(Path path, Exception e) {
    return new SpecException(
        "Notebook '" + path + "': cannot be read because it is not UTF-8 text.", e);
  }

  static SpecException unreadable(Path path, String reason, Exception e) {
    return new SpecException("Notebook '" + path + "': cannot be read because " + reason + ".", e);
  }
}
