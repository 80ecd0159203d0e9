package io.penstock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** The launcher of this checkout, for tests that run when the jars have been built. */
public final class Launcher {
  private Launcher() {}

  /** Its path; it will not build again, because the build that runs this test has just done so. */
  public static String path() {
    try {
      Files.setLastModifiedTime(Path.of("target/classpath.txt"), FileTime.from(Instant.now()));
      return Path.of("penstock").toAbsolutePath().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
