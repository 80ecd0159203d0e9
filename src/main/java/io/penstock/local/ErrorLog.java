package io.penstock.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The log of a child process: what one start has added to it, and the line that says why. */
record ErrorLog(Path file, long from) {
  private static final long LARGE = 8L << 20;

  /** Remembers where the log ends now; a log that has grown large is set aside first. */
  static ErrorLog at(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    if (Files.exists(file) && Files.size(file) > LARGE) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    return new ErrorLog(file, Files.exists(file) ? Files.size(file) : 0);
  }

  List<String> lines() {
    try (var in = Files.newByteChannel(file)) {
      in.position(Math.max(from, in.size() - (1 << 20)));
      byte[] bytes = java.nio.channels.Channels.newInputStream(in).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The first error, since later ones follow from it; without any, the last line. */
  static String meaningfulLine(List<String> log) {
    String last = "an empty log";
    String error = null;
    for (String line : log) {
      if (line.isBlank()) {
        continue;
      }
      last = line.strip();
      boolean says = line.contains("[ERROR]") || line.contains("error while loading");
      if (says && error == null) {
        error = line.strip();
      }
    }
    return withoutTime(error == null ? last : error);
  }

  static String withoutTime(String line) {
    return line.strip().replaceFirst("^\\S+ +\\S+ \\d+ (?=\\[)", "");
  }
}
