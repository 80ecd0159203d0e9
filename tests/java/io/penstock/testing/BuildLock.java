package io.penstock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the test JVMs of one build do once, whichever of them comes first. */
public final class BuildLock {
  /** Something that is not done by two at once. */
  public interface Work<T> {
    T done() throws IOException, InterruptedException;
  }

  private BuildLock() {}

  /**
   * @param file on which to wait for the others
   */
  public static synchronized <T> T holding(Path file, Work<T> work) {
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        return work.done();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
