package io.penstock.local;

import io.penstock.testing.BuildLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The MySQL program of 300 MB, unpacked once for the homes of all tests. */
public final class SharedProgram {
  private static final Path SHARED = Path.of("target/penstock-shared").toAbsolutePath();

  private SharedProgram() {}

  /** Puts it into a home that has none yet; the home is made if it is not there. */
  public static Path in(Path home) throws IOException {
    Path program = BuildLock.holding(SHARED.resolve("lock"), SharedProgram::unpacked);
    Path link = home.resolve("mysql").resolve(program.getFileName().toString());
    if (!Files.exists(link)) {
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, program);
    }
    return home;
  }

  private static Path unpacked() throws IOException {
    Files.createDirectories(SHARED.resolve("mysql"));
    return MariaDbProgram.unpacked(HomeFolder.at(SHARED));
  }
}
