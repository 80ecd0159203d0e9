package io.penstock.discover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a pipeline folder, and in {@value #KEPT} beside them what was proposed of each. */
record KeptProposals(Path folder) {
  private static final String KEPT = ".discovered";

  Optional<String> text(String path) throws IOException {
    return read(folder.resolve(path));
  }

  Optional<String> proposed(String path) throws IOException {
    return read(folder.resolve(KEPT).resolve(path));
  }

  /** Whether a text that was proposed is of a place. */
  static boolean isOf(String origin, String text) {
    return text.lines().findFirst().orElse("").endsWith(" " + origin);
  }

  /** What was proposed before from a place. */
  List<String> of(String origin) throws IOException {
    Path root = folder.resolve(KEPT);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (isOf(origin, Files.readString(file))) {
          paths.add(root.relativize(file).toString());
        }
      }
    }
    return paths;
  }

  void put(String path, String text) throws IOException {
    write(folder.resolve(path), text);
  }

  void keep(String path, String text) throws IOException {
    write(folder.resolve(KEPT).resolve(path), text);
  }

  void remove(String path) throws IOException {
    Files.deleteIfExists(folder.resolve(path));
    forget(path);
  }

  void forget(String path) throws IOException {
    Files.deleteIfExists(folder.resolve(KEPT).resolve(path));
  }

  private static Optional<String> read(Path file) throws IOException {
    return Files.isRegularFile(file)
        ? Optional.of(Files.readString(file, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Whole or not at all: whoever is ended in between leaves the file of before. */
  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling("." + file.getFileName() + ".next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
