package io.penstock.land;

import io.penstock.land.unpack.Archive;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.LandedFile;
import io.penstock.ops.StepOutcome;
import io.penstock.spec.OutsideException;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.Unpack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Files that are in S3 or on disk already. They stay where they are, unless they have to be
 * unpacked; bronze makes sure that a file is still the one that was listed.
 */
final class FilesLanding {
  private static final String LISTING = "listing";

  private final LandStep step;
  private final SourceLocation.Files location;

  FilesLanding(LandStep step, SourceLocation.Files location) {
    this.step = step;
    this.location = location;
  }

  StepOutcome run() {
    List<LakeFiles.Found> found =
        new LakeFiles(step.hadoop(), step.place())
            .list(location.path(), step.context().pipelineFolder(), location.include());
    String listing = digest(found);
    boolean same =
        step.before().filter(own -> listing.equals(own.notes().get(LISTING))).isPresent();
    if (same) {
      return StepOutcome.skipped("all " + found.size() + " files have been landed");
    }
    long batch = step.context().nextBatch();
    Map<String, LandedFile> before = step.landedBefore();
    List<LandedFile> offered =
        location.unpack() == Unpack.NONE ? inPlace(found, batch) : unpacked(found, before, batch);
    FaultPoint.pass(step.context().step(), "after-list");
    Arrivals arrivals = Arrivals.of(step.source(), offered, before);
    return step.enter(arrivals, location.path(), Map.of(LISTING, listing));
  }

  private static List<LandedFile> inPlace(List<LakeFiles.Found> found, long batch) {
    return found.stream()
        .map(f -> new LandedFile(f.name(), f.path().toString(), f.size(), f.identity(), batch))
        .toList();
  }

  private List<LandedFile> unpacked(
      List<LakeFiles.Found> found, Map<String, LandedFile> before, long batch) {
    Unpacker unpacker = new Unpacker(step.hadoop(), step.place(), step.context().progress());
    List<LandedFile> all = new ArrayList<>();
    for (LakeFiles.Found file : found) {
      java.nio.file.Path local = local(file);
      try {
        Archive archive =
            new Archive(step.place(), local, file.path().getName(), location.unpack());
        String folder =
            step.context().lake().location().landingFolder(step.source().name())
                + "/"
                + Digests.sha256(local, step.place()).substring(0, 16);
        String prefix = location.unpack() == Unpack.ZIP ? file.name() + "/" : "";
        for (LandedFile entry :
            unpacker.bring(archive, location.maxUnpackedBytes(), folder, batch)) {
          all.add(
              new LandedFile(
                  prefix + (prefix.isEmpty() ? file.name() : entry.name()),
                  entry.path(),
                  entry.size(),
                  entry.identity(),
                  batch));
        }
      } finally {
        delete(local);
      }
    }
    return all;
  }

  private java.nio.file.Path local(LakeFiles.Found file) {
    try {
      Files.createDirectories(step.context().workFolder());
      java.nio.file.Path local =
          Files.createTempFile(step.context().workFolder(), step.source().name(), ".archive");
      try (InputStream in = file.path().getFileSystem(step.hadoop()).open(file.path())) {
        Files.copy(in, local, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      return local;
    } catch (IOException e) {
      throw OutsideException.passing(
          step.place() + ": cannot read '" + file.path() + "' because " + e.getMessage() + ".", e);
    }
  }

  private static void delete(java.nio.file.Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  private static String digest(List<LakeFiles.Found> found) {
    StringBuilder text = new StringBuilder();
    found.forEach(
        file -> text.append(file.name()).append('\0').append(file.identity()).append('\0'));
    return Digests.sha256(text.toString());
  }
}
