package io.penstock.local;

import io.penstock.io.Pause;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One process and thread at a time starts or stops servers of a home; the kernel frees it on kill.
 */
final class HomeLock implements AutoCloseable {
  private static final long LIMIT_SECONDS = 120;
  // File locks belong to the process, so that threads need a lock of their own in front.
  private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

  private final FileChannel channel;
  private final FileLock lock;

  private HomeLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  static HomeLock take(HomeFolder home, String name) {
    Path file = home.root().resolve(name + ".lock");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    try {
      if (!IN_THIS_JVM.tryLock(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw LocalErrors.busy(file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted(e);
    }
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock;
      while ((lock = channel.tryLock()) == null) {
        if (System.nanoTime() > end) {
          channel.close();
          throw LocalErrors.busy(file);
        }
        Pause.sleep(Duration.ofMillis(20), LocalErrors::interrupted);
      }
      return new HomeLock(channel, lock);
    } catch (IOException e) {
      IN_THIS_JVM.unlock();
      throw LocalErrors.files("open the local servers", file, e);
    } catch (RuntimeException e) {
      IN_THIS_JVM.unlock();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw LocalErrors.files("release the local servers", Path.of("."), e);
    } finally {
      IN_THIS_JVM.unlock();
    }
  }
}
