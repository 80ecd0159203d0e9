package io.penstock.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Properties;

/**
 * Which folder owns which name locally. The first folder of a name gets it; another folder of the
 * same name gets it with a number, so that their lakes and databases never meet.
 */
final class PipelineNames {
  private final Path home;

  PipelineNames(Path home) {
    this.home = home;
  }

  /** The name under which the folder's lake and database are kept. */
  String of(String name, Path folder) {
    try {
      Files.createDirectories(home);
      try (FileChannel channel =
              FileChannel.open(
                  home.resolve("pipelines.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        return claimed(name.toLowerCase(Locale.ROOT), folder.toRealPath().toString(), lock);
      }
    } catch (IOException e) {
      throw CliErrors.homeNotWritten(home, e);
    }
  }

  private String claimed(String name, String folder, FileLock lock) throws IOException {
    Path file = home.resolve("pipelines.properties");
    Properties owners = new Properties();
    if (lock.isValid() && Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        owners.load(in);
      }
    }
    String candidate = name;
    for (int i = 2; !folder.equals(owners.getProperty(candidate, folder)); i++) {
      candidate = name + "_" + i;
    }
    if (!owners.containsKey(candidate)) {
      owners.setProperty(candidate, folder);
      Path next = home.resolve("pipelines.properties.next");
      try (var out = Files.newBufferedWriter(next, StandardCharsets.UTF_8)) {
        owners.store(out, "which folder owns which name");
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return candidate;
  }
}
