package io.penstock.land;

import io.penstock.lake.SparkFailures;
import io.penstock.land.unpack.Archive;
import io.penstock.land.unpack.Entry;
import io.penstock.land.unpack.UnpackLimits;
import io.penstock.land.unpack.Unpacked;
import io.penstock.land.unpack.Unpacking;
import io.penstock.ops.LandedFile;
import io.penstock.ops.Progress;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Brings the entries of a local archive into the lake, several at a time. A file's folder is named
 * by the archive's digest, so the same path always holds the same bytes, and bringing it twice
 * changes nothing.
 */
final class Unpacker {
  private static final int AT_A_TIME = 8;

  private final Configuration hadoop;
  private final String place;
  private final Progress progress;

  Unpacker(Configuration hadoop, String place, Progress progress) {
    this.hadoop = hadoop;
    this.place = place;
    this.progress = progress;
  }

  /**
   * @param folder where the files go, named by the archive's digest
   * @return the files, in the archive's order
   */
  List<LandedFile> bring(Archive archive, long most, String folder, long batch) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    UnpackLimits limits = UnpackLimits.standard().withMaxUnpackedBytes(most);
    try (Unpacking unpacking = Unpacking.open(archive, limits)) {
      List<Entry> entries = unpacking.entries();
      AtomicLong done = new AtomicLong();
      List<Future<LandedFile>> files = new ArrayList<>();
      for (Entry entry : entries) {
        files.add(
            threads.submit(
                () -> {
                  LandedFile file = bring(unpacking, entry, folder, batch);
                  progress.at(done.incrementAndGet(), entries.size(), "files");
                  return file;
                }));
      }
      List<LandedFile> landed = new ArrayList<>();
      for (Future<LandedFile> file : files) {
        landed.add(file.get());
      }
      return landed;
    } catch (ExecutionException e) {
      throw sentence(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OutsideException.passing(place + ": cannot unpack because the run was interrupted.", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private LandedFile bring(Unpacking unpacking, Entry entry, String folder, long batch)
      throws IOException {
    Path path = new Path(new Path(folder), new Path(null, null, entry.path()));
    FileSystem fs = path.getFileSystem(hadoop);
    FSDataOutputStream out = fs.create(path, true);
    try {
      Unpacked unpacked = unpacking.copy(entry, out);
      out.close();
      return new LandedFile(
          unpacked.path(), path.toString(), unpacked.size(), unpacked.sha256(), batch);
    } catch (IOException | RuntimeException e) {
      discard(fs, path, out);
      throw e;
    }
  }

  // Closing would make a file of what is half there; S3 can forget it instead.
  private static void discard(FileSystem fs, Path path, FSDataOutputStream out) throws IOException {
    if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
      out.abort();
    } else {
      out.close();
      fs.delete(path, false);
    }
  }

  private RuntimeException sentence(Throwable failure) {
    if (failure instanceof PenstockException known) {
      return known;
    }
    return SparkFailures.sentence(place, "write to the lake", failure)
        .orElseGet(
            () ->
                OutsideException.passing(
                    place
                        + ": cannot write to the lake because "
                        + SparkFailures.reason(failure)
                        + ".",
                    failure));
  }
}
