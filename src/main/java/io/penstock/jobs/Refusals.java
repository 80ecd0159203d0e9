package io.penstock.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a task was refused for in this run. The platform tries a failed task again whatever it
 * failed for; what stays until somebody changes something is then said at once, and nothing is
 * done. A repair is somebody's: it begins anew.
 */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final Path note;

  /**
   * @param folder on the disk of the driver, which a task that is tried again finds as it was
   * @param repair how often the run has been repaired
   */
  Refusals(Path folder, String stage, String runId, String repair) {
    this.note =
        folder.resolve((stage + "-" + runId + "-" + repair).replaceAll("[^A-Za-z0-9_.-]", "_"));
  }

  /** The sentence of the attempt before this one. */
  Optional<String> earlier() {
    try {
      return Files.exists(note)
          ? Optional.of(Files.readString(note, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      LOG.warn("'{}' cannot be read, so the task is tried", note, e);
      return Optional.empty();
    }
  }

  void note(String sentence) {
    try {
      Files.createDirectories(note.getParent());
      Files.writeString(note, sentence, StandardCharsets.UTF_8);
    } catch (IOException e) {
      LOG.warn("'{}' cannot be written, so the task will be tried again", note, e);
    }
  }
}
