package io.penstock.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the real data beside the checkout; tests without it are skipped and say so. */
public final class SharedData {
  private static final Path ROOT = Path.of(System.getProperty("penstock.shared", "../shared/data"));

  private SharedData() {}

  public static Path file(String name) {
    Path path = ROOT.resolve(name);
    assumeTrue(
        Files.exists(path),
        () ->
            "skipped: %s is not here; put the shared data at ../shared/data or set -Dpenstock.shared"
                .formatted(path.toAbsolutePath().normalize()));
    return path;
  }

  /** The schema of the files of a Databricks bundle. */
  public static Path bundleSchema() {
    return file("../databricks/bundle-schema.json");
  }

  public static List<Path> files(String folder) {
    try (Stream<Path> paths = Files.list(file(folder))) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
