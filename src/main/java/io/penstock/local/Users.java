package io.penstock.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who uses a server: one file per user, locked as long as the user lives, so that a killed one
 * counts no more. Entered and left under the {@link HomeLock}.
 */
final class Users {
  private static final AtomicInteger COUNT = new AtomicInteger();
  // Opening and closing a file that this process has locked would release the lock.
  private static final Set<Path> MINE = ConcurrentHashMap.newKeySet();

  private final Path folder;

  Users(Path folder) {
    this.folder = folder;
  }

  /** The sign that a server is in use; given back by {@link #leave}. */
  record Mark(Path file, FileChannel channel, FileLock lock) {}

  Mark enter() {
    Path file = folder.resolve(ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
    try {
      Files.createDirectories(folder);
      sweep();
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.lock();
      MINE.add(file);
      return new Mark(file, channel, lock);
    } catch (IOException e) {
      throw LocalErrors.files("open the local servers", file, e);
    }
  }

  void leave(Mark mark) {
    try {
      mark.channel().close();
      Files.deleteIfExists(mark.file());
    } catch (IOException e) {
      throw LocalErrors.files("leave the local servers", mark.file(), e);
    } finally {
      MINE.remove(mark.file());
    }
  }

  /** Removes what killed users left; safe, since nobody else enters meanwhile. */
  private void sweep() throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path old : files) {
        if (!MINE.contains(old) && !locked(old)) {
          Files.deleteIfExists(old);
        }
      }
    }
  }

  /** The processes that use it now; changes nothing, so that anybody may ask. */
  List<Long> live() {
    List<Long> pids = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return pids;
    }
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (MINE.contains(file) || locked(file)) {
          pids.add(Long.parseLong(file.getFileName().toString().replaceFirst("-.*", "")));
        }
      }
      return pids;
    } catch (IOException e) {
      throw LocalErrors.files("look for users of the local servers", folder, e);
    }
  }

  /** Looks with a shared lock, so that two who look at once do not take each other for a user. */
  private static boolean locked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.tryLock(0, Long.MAX_VALUE, true) == null;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
