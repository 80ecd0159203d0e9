package io.penstock.publish.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.penstock.lake.NewFile;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The folder of one table of an export: {@code manifest.json}, {@code versions/<run>/} with its
 * files, {@code latest/} with copies of the current ones, and {@code runs/} with what is being
 * written.
 */
record ExportFolder(Storage storage, StoragePath place) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();
  static final String VERSIONS = "versions/";
  static final String LATEST = "latest";
  private static final String RUNS = "runs/";

  StoragePath manifest() {
    return place.resolve("manifest.json");
  }

  StoragePath version(String run) {
    return place.resolve(VERSIONS + run);
  }

  /** What readers see; empty if nothing was published. */
  Optional<Manifest> read() throws IOException {
    try (InputStream in = storage.open(manifest())) {
      return Optional.of(JSON.readValue(in, Manifest.class));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** By one request, so there is never half of one; on a disk by one rename. */
  void write(Manifest manifest) throws IOException {
    byte[] bytes = PRETTY.writeValueAsBytes(manifest);
    Optional<Path> onDisk = manifest().forJava();
    if (onDisk.isEmpty() || manifest().isMounted()) {
      put(manifest(), bytes);
      return;
    }
    Path part = Files.createTempFile(onDisk.get().getParent(), "_manifest", ".json");
    Files.write(part, bytes);
    Files.move(
        part, onDisk.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void put(StoragePath path, byte[] bytes) throws IOException {
    NewFile file = storage.create(path);
    try {
      file.stream().write(bytes);
    } catch (IOException e) {
      file.discard();
      throw e;
    }
    file.keep();
  }

  /** Files below a folder, by name. */
  List<Storage.Found> files(StoragePath folder) throws IOException {
    try {
      return storage.list(folder).stream()
          .sorted(Comparator.comparing(Storage.Found::name))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** Says before the first file that a run is going to write. */
  void begin(String run) throws IOException {
    put(place.resolve(RUNS + run), new byte[0]);
  }

  void end(String run) throws IOException {
    storage.delete(place.resolve(RUNS + run));
  }

  /** The runs that have begun and not ended. */
  List<String> unfinished() throws IOException {
    return files(place.resolve(RUNS)).stream().map(Storage.Found::name).toList();
  }

  void remove(String run) throws IOException {
    storage.deleteBelow(version(run));
    end(run);
  }
}
