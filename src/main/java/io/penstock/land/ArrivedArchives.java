package io.penstock.land;

import io.penstock.io.Digests;
import io.penstock.io.unpack.Archive;
import io.penstock.lake.FileIdentity;
import io.penstock.lake.SparkErrors;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.ops.LandedFile;
import io.penstock.spec.OutsideException;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceSpec.OnBadFile;
import io.penstock.spec.Unpack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives where they arrive: each is unpacked once, and may then leave for another folder, so that
 * what lists the folder of arrivals does not grow for ever.
 */
final class ArrivedArchives {
  private static final Logger LOG = LoggerFactory.getLogger(ArrivedArchives.class);

  private final LandStep step;
  private final SourceLocation.Files location;
  private final List<String> damaged = new ArrayList<>();

  ArrivedArchives(LandStep step, SourceLocation.Files location) {
    this.step = step;
    this.location = location;
  }

  /** An archive whose files have landed, and the landing that brought them. */
  record Landed(Storage.Found file, long batch) {}

  /**
   * What is there, beside what has landed.
   *
   * @param known archives whose files have landed
   * @param entries the files of those
   * @param fresh archives that are new, or others than those of their names that have landed
   * @param gone how many archives that have landed are no longer there
   */
  record Sorted(
      List<Landed> known, List<LandedFile> entries, List<Storage.Found> fresh, long gone) {}

  static Sorted sort(List<Storage.Found> found, Map<String, LandedFile> before) {
    Map<String, LandedFile> landed = new HashMap<>();
    before.values().stream()
        .filter(file -> !file.archive().name().isEmpty())
        .forEach(
            file ->
                landed.merge(
                    file.archive().name(), file, (a, b) -> a.batch() >= b.batch() ? a : b));
    List<Landed> known = new ArrayList<>();
    List<Storage.Found> fresh = new ArrayList<>();
    for (Storage.Found each : found) {
      Optional<LandedFile> earlier =
          Optional.ofNullable(landed.remove(each.name()))
              .filter(file -> file.archive().identity().equals(each.identity()));
      earlier.ifPresentOrElse(
          file -> known.add(new Landed(each, file.batch())), () -> fresh.add(each));
    }
    Set<String> names = known.stream().map(k -> k.file().name()).collect(Collectors.toSet());
    List<LandedFile> entries =
        before.values().stream().filter(f -> names.contains(f.archive().name())).toList();
    return new Sorted(known, entries, fresh, landed.size());
  }

  /** These, as the landing that is under way brings them. */
  List<Landed> landed(List<Storage.Found> archives) {
    long batch = step.context().nextBatch();
    return archives.stream().map(file -> new Landed(file, batch)).toList();
  }

  /** Brings their files into the lake. */
  List<LandedFile> unpack(List<Storage.Found> archives) {
    Unpacker unpacker =
        new Unpacker(step.landing().storage(), step.landing().place(), step.context().progress());
    List<LandedFile> all = new ArrayList<>();
    archives.forEach(file -> all.addAll(unpack(unpacker, file)));
    return all;
  }

  private List<LandedFile> unpack(Unpacker unpacker, Storage.Found file) {
    Path local = local(file);
    try {
      Archive archive =
          new Archive(
              step.landing().place(),
              local,
              LakeFiles.fileName(file).toString(),
              location.unpack());
      String folder =
          step.context().lake().location().landingFolder(step.landing().source().name())
              + "/"
              + digest(local).substring(0, 16);
      LandedFile.Archive from = new LandedFile.Archive(file.name(), file.identity());
      try {
        return bring(unpacker, archive, folder).stream()
            .map(entry -> entry.of(from, nameOf(file, entry)))
            .toList();
      } catch (OutsideException e) {
        if (!e.isDamage() || step.landing().source().onBadFile() != OnBadFile.QUARANTINE) {
          throw e;
        }
        LOG.warn("{}", e.getMessage());
        damaged.add(file.name());
        Archive packed = new Archive(archive.place(), local, archive.name(), Unpack.NONE);
        return bring(unpacker, packed, folder).stream()
            .map(itself -> itself.of(from, file.name()))
            .toList();
      }
    } finally {
      delete(local);
    }
  }

  private List<LandedFile> bring(Unpacker unpacker, Archive archive, String folder) {
    return unpacker.bring(archive, location.maxUnpackedBytes(), folder, step.context().nextBatch());
  }

  /** Those that landed as they are, for bronze to take what can be read and to name the rest. */
  String damaged() {
    return damaged.isEmpty()
        ? ""
        : "; "
            + damaged.size()
            + " cannot be unpacked and landed as they are, such as '"
            + damaged.get(0)
            + "'";
  }

  private String nameOf(Storage.Found file, LandedFile entry) {
    return location.unpack() == Unpack.ZIP ? file.name() + "/" + entry.name() : file.name();
  }

  /**
   * Moves archives that have landed to where the source says. What cannot be moved stays: it has
   * landed, and the next run tries again.
   *
   * @return what is worth saying of it; empty if nothing is
   */
  String archive(Collection<Landed> archives) {
    if (location.archive().isEmpty() || archives.isEmpty()) {
      return "";
    }
    Storage storage = step.landing().storage();
    StoragePath to =
        StoragePath.of(
            location.archive().get(), step.context().run().pipelineFolder(), storage.platform());
    List<String> failures = new ArrayList<>();
    int moved = 0;
    for (Landed each : archives) {
      try {
        String batch = String.format(java.util.Locale.ROOT, "%06d/", each.batch());
        if (isStill(each.file())) {
          storage.move(each.file().path(), to.resolve(batch + each.file().name()));
          moved++;
        }
      } catch (IOException | RuntimeException e) {
        LOG.warn(
            "{}: '{}' cannot be moved to '{}'", step.landing().place(), each.file().path(), to, e);
        failures.add("'" + each.file().name() + "': " + SparkErrors.reason(e));
      }
    }
    return failures.isEmpty()
        ? "; " + moved + " moved to " + to
        : "; "
            + failures.size()
            + " of "
            + archives.size()
            + " cannot be moved to "
            + to
            + " ("
            + failures.get(0)
            + ") and stay, the next run tries again";
  }

  // Another file may have taken its place since, which has not landed.
  private boolean isStill(Storage.Found file) throws IOException {
    return FileIdentity.of(step.landing().storage().status(file.path())).equals(file.identity());
  }

  private Path local(Storage.Found file) {
    try {
      Files.createDirectories(step.context().run().workFolder());
      Path local =
          Files.createTempFile(
              step.context().run().workFolder(), step.landing().source().name(), ".archive");
      try (InputStream in = step.landing().storage().open(file.path())) {
        Files.copy(in, local, StandardCopyOption.REPLACE_EXISTING);
      }
      return local;
    } catch (IOException e) {
      throw LandErrors.unreadable(step.landing().place(), file.path(), e);
    }
  }

  private String digest(Path local) {
    try {
      return Digests.hex(Digests.over(local));
    } catch (IOException e) {
      throw LandErrors.unreadable(step.landing().place(), local, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
