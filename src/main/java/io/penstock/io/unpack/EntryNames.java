package io.penstock.io.unpack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns the name of an entry into a path below its folder, or says why it is none. */
final class EntryNames {
  /** S3 keys end at 1024 bytes, and the folder of the lake comes in front. */
  private static final int LONGEST = 800;

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  private EntryNames() {}

  /** Why this name may not be unpacked; empty when it may. */
  static Optional<String> problem(String name) {
    if (name.chars().anyMatch(c -> c < ' ' || (c >= 0x7f && c < 0xa0))) {
      return Optional.of("its name holds a control character");
    }
    if (name.indexOf('\\') >= 0) {
      return Optional.of("its name holds a backslash, which is a folder on some systems");
    }
    if (name.startsWith("/") || DRIVE.matcher(name).matches()) {
      return Optional.of("its name is an absolute path");
    }
    if (List.of(name.split("/", -1)).contains("..")) {
      return Optional.of("its name leads out of its folder with '..'");
    }
    if (path(name).isEmpty() && !name.endsWith("/")) {
      return Optional.of("it has no name");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      return Optional.of("its name is longer than " + LONGEST + " bytes");
    }
    return Optional.empty();
  }

  /** The path without empty parts and without '.', which some archivers put in front. */
  static String path(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** What the Finder of macOS leaves in every archive, and nobody means to load. */
  static boolean isLitter(String path) {
    return path.startsWith("__MACOSX/") || path.equals(".DS_Store") || path.endsWith("/.DS_Store");
  }
}
