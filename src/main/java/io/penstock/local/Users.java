package io.penstock.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who uses a server: one file per user, locked as long as the user lives, so that a killed one
 * counts no more. Called under the {@link HomeLock}.
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
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.lock();
      MINE.add(file);
      return new Mark(file, channel, lock);
    } catch (IOException e) {
      throw Trouble.files("open the local servers", file, e);
    }
  }

  void leave(Mark mark) {
    try {
      mark.channel().close();
      Files.deleteIfExists(mark.file());
    } catch (IOException e) {
      throw Trouble.files("leave the local servers", mark.file(), e);
    } finally {
      MINE.remove(mark.file());
    }
  }

  /** The processes that use it now; what dead ones left is removed. */
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
      throw Trouble.files("look for users of the local servers", folder, e);
    }
  }

  private static boolean locked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return true;
      }
      Files.deleteIfExists(file);
      return false;
    } catch (java.nio.file.NoSuchFileException e) {
      return false;
    }
  }
}
