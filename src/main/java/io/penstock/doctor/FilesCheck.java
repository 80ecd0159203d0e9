package io.penstock.doctor;

import io.penstock.lake.Lake;
import io.penstock.lake.SparkErrors;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.ops.Finding;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.SourceSpec;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Files, as each of those opens them that have to: Penstock itself, plain Java, Hadoop as the
 * cluster has set it up, and Spark's readers.
 */
record FilesCheck(Lake lake, PipelineSpec spec) {
  private static final int CROWDED = 8_000;
  private static final String TEXT = "penstock doctor";

  List<Finding> findings() {
    Storage storage = lake.storage();
    List<Finding> findings = new ArrayList<>();
    findings.addAll(written("lake", storage.path(lake.location().root())));
    for (SourceSpec source : spec.sources()) {
      for (String path : source.location().reads()) {
        findings.add(listed(source, StoragePath.of(path, spec.folder(), storage.platform())));
      }
      for (String path : source.location().writes()) {
        StoragePath to = StoragePath.of(path, spec.folder(), storage.platform());
        findings.addAll(written("archive of " + source.name(), to));
      }
    }
    return findings;
  }

  private List<Finding> written(String subject, StoragePath folder) {
    Storage storage = lake.storage();
    StoragePath file = folder.resolve("_penstock_doctor/" + UUID.randomUUID() + ".txt");
    List<Finding> findings = new ArrayList<>();
    try {
      var made = storage.create(file);
      made.stream().write(TEXT.getBytes(StandardCharsets.UTF_8));
      made.keep();
    } catch (Exception e) {
      return List.of(
          Finding.fail(
              subject,
              "no file can be written under " + folder + ": " + SparkErrors.reason(e),
              advice(folder)));
    }
    Map<String, Reading> readers = new LinkedHashMap<>();
    readers.put("Penstock", () -> new String(bytes(storage, file), StandardCharsets.UTF_8));
    file.forJava().ifPresent(path -> readers.put("Java", () -> Files.readString(path)));
    readers.put("Hadoop", () -> storage.readAsHadoop(file));
    readers.put("Spark", () -> lake.spark().read().textFile(file.forSpark()).first());
    List<String> well = new ArrayList<>();
    readers.forEach(
        (name, reading) -> {
          try {
            String read = reading.text();
            if (!read.equals(TEXT)) {
              throw new IllegalStateException("it reads '" + read + "' where '" + TEXT + "' is");
            }
            well.add(name);
          } catch (Exception e) {
            findings.add(unread(subject, name, file, e));
          }
        });
    if (!well.isEmpty()) {
      findings.add(
          0, Finding.ok(subject, folder + " is written, and read by " + String.join(", ", well)));
    }
    try {
      storage.delete(file);
      storage.deleteEmpty(folder.resolve("_penstock_doctor"));
    } catch (Exception e) {
      findings.add(
          Finding.warn(
              subject, file + " cannot be removed: " + SparkErrors.reason(e), "Remove it."));
    }
    return findings;
  }

  private interface Reading {
    String text() throws Exception;
  }

  private static byte[] bytes(Storage storage, StoragePath file) throws java.io.IOException {
    try (var in = storage.open(file)) {
      return in.readAllBytes();
    }
  }

  // Files are opened by Penstock, Parquet by Spark; the others only explain.
  private static Finding unread(String subject, String reader, StoragePath file, Exception e) {
    String found = reader + " cannot read " + file + ": " + SparkErrors.reason(e);
    return switch (reader) {
      case "Penstock" -> Finding.fail(subject, found, advice(file));
      case "Spark" ->
          Finding.warn(subject, found, "Sources of type parquet cannot be read from there.");
      default -> Finding.warn(subject, found, "Penstock reads it in another way.");
    };
  }

  private Finding listed(SourceSpec source, StoragePath path) {
    String subject = "source " + source.name();
    Storage storage = lake.storage();
    try {
      int count = storage.list(path).size();
      return count < CROWDED
          ? Finding.ok(subject, path + " can be listed, " + count + " files are there")
          : Finding.warn(
              subject,
              path + " holds " + count + " files",
              "A trigger on a folder takes 10,000 at the most unless file events are on; say"
                  + " 'archive' in the source, or remove what has landed.");
    } catch (FileNotFoundException e) {
      return Finding.warn(
          subject,
          "nothing is at " + path + " yet",
          "A run fails until something is; make the folder, or upload a first file.");
    } catch (Exception e) {
      return Finding.fail(
          subject, path + " cannot be listed: " + SparkErrors.reason(e), advice(path));
    }
  }

  private static String advice(StoragePath path) {
    if (path.isMounted()) {
      return "Grant READ VOLUME and WRITE VOLUME on it, and use dedicated access mode.";
    }
    return path.isGoverned()
        ? "Make an external volume of it, and say /Volumes/… instead."
        : "Check the path and the rights on it.";
  }
}
