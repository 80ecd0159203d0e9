package io.penstock.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder under {@code /Volumes}, which is where a cluster mounts its volumes. Tests that need one
 * are skipped, and say so, where the machine's own rights do not let them make it.
 */
public final class Volume implements AutoCloseable {
  private final Path catalog;

  private Volume(Path catalog) {
    this.catalog = catalog;
  }

  /** The volume {@code landing.files} of a catalog of its own. */
  public static Volume make() {
    Path catalog = Path.of("/Volumes/penstock_" + UUID.randomUUID().toString().replace('-', '_'));
    try {
      Files.createDirectories(catalog.resolve("landing/files"));
    } catch (IOException e) {
      assumeTrue(false, "skipped: '" + catalog + "' cannot be made: " + e + "; root can");
    }
    return new Volume(catalog);
  }

  public Path files() {
    return catalog.resolve("landing/files");
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(catalog)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    Path mount = catalog.getParent();
    try (Stream<Path> others = Files.list(mount)) {
      if (others.findAny().isPresent()) {
        return;
      }
    }
    Files.deleteIfExists(mount);
  }
}
