package io.penstock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a pipeline on the local disk. What Spark and an unpacking keep there while they
 * work stays behind when the process is killed, as large as the data was: the next run removes it.
 */
final class WorkFolder {
  private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);
  private static final Set<String> LASTING = Set.of("downloads", "run.lock");

  private WorkFolder() {}

  /** Removes what a killed run left; called by the one run that holds the folder's lock. */
  static void sweep(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.toList()) {
        if (!LASTING.contains(child.getFileName().toString())) {
          remove(child);
        }
      }
    } catch (IOException e) {
      // It costs room, but no run has to fail for it.
      LOG.warn("cannot remove what a killed run left in {}", folder, e);
    }
  }

  /** Where Spark keeps rows on the disk while it works. */
  static Path spark(Path folder) {
    return folder.resolve("spark");
  }

  private static void remove(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
