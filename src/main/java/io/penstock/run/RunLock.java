package io.penstock.run;

import io.penstock.spec.OutsideException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One run of a pipeline at a time on this machine: S3 as Spark writes it cannot tell two writers of
 * one Delta commit apart. The kernel frees the lock when the process ends, however it ends.
 */
public final class RunLock implements AutoCloseable {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock before anything is looked at.
   *
   * @param workFolder the pipeline's own folder on the local disk
   * @throws OutsideException if another run is under way
   */
  public static RunLock take(String pipeline, Path workFolder) {
    Path file = workFolder.resolve("run.lock");
    try {
      Files.createDirectories(workFolder);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        String owner = Files.readString(file, StandardCharsets.UTF_8).strip();
        channel.close();
        throw RunErrors.underWay(pipeline, owner);
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
      return new RunLock(channel);
    } catch (IOException e) {
      throw RunErrors.noLockFile(pipeline, file, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Another run inside this process has it.
      return false;
    }
  }

  @Override
  public void close() {
    try {
      // The file stays: removing it would let a third process lock a file that is no longer there.
      channel.close();
    } catch (IOException e) {
      // The kernel closes it with the process.
    }
  }
}
