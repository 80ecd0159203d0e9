package io.penstock.land;

import io.penstock.io.unpack.Archive;
import io.penstock.io.unpack.Entry;
import io.penstock.io.unpack.UnpackLimits;
import io.penstock.io.unpack.Unpacked;
import io.penstock.io.unpack.Unpacking;
import io.penstock.lake.FileIdentity;
import io.penstock.lake.NewFile;
import io.penstock.lake.SparkErrors;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.ops.LandedFile;
import io.penstock.ops.ProgressListener;
import io.penstock.spec.PenstockException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings the entries of a local archive into the lake, several at a time. A file's folder is named
 * by the archive's digest, so the same path always holds the same bytes, and bringing it twice
 * changes nothing.
 */
final class Unpacker {
  private static final int AT_A_TIME = 8;

  private final Storage storage;
  private final String place;
  private final ProgressListener progress;

  Unpacker(Storage storage, String place, ProgressListener progress) {
    this.storage = storage;
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
      throw LandErrors.interrupted(place, e);
    } finally {
      threads.shutdownNow();
    }
  }

  private LandedFile bring(Unpacking unpacking, Entry entry, String folder, long batch)
      throws IOException {
    StoragePath path = storage.path(folder).resolve(entry.path());
    NewFile file = storage.create(path);
    try {
      Unpacked unpacked = unpacking.copy(entry, file.stream());
      file.keep();
      return LandedFile.of(
          unpacked.path(),
          path.text(),
          unpacked.size(),
          FileIdentity.ofContent(unpacked.sha256()),
          batch);
    } catch (IOException | RuntimeException e) {
      file.discard();
      throw e;
    }
  }

  private RuntimeException sentence(Throwable failure) {
    if (failure instanceof PenstockException known) {
      return known;
    }
    return SparkErrors.sentence(place, "write to the lake", failure)
        .orElseGet(() -> LandErrors.notWritten(place, failure));
  }
}
