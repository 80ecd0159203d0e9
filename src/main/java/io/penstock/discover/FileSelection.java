package io.penstock.discover;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A path, and a glob of names below it, that mean the files of a group and no others. */
record FileSelection(String path, Optional<String> include) {

  /**
   * @param root what was looked at, as a source writes it
   * @param all files that were found there
   */
  static FileSelection of(String root, FileGroup group, List<FoundFile> all) {
    FoundFile first = group.first();
    String folder = first.folder().isEmpty() ? root : root + "/" + Globs.literal(first.folder());
    List<FoundFile> below =
        all.stream().filter(file -> (file.folder() + "/").startsWith(folderPrefix(first))).toList();
    Set<FoundFile> own = new LinkedHashSet<>(group.files());
    if (own.equals(new LinkedHashSet<>(below))) {
      return new FileSelection(folder, Optional.empty());
    }
    for (String glob : globs(group)) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      Set<FoundFile> matched =
          below.stream()
              .filter(file -> matcher.matches(Path.of(file.name())))
              .collect(Collectors.toCollection(LinkedHashSet::new));
      if (matched.equals(own)) {
        return new FileSelection(folder, Optional.of(glob));
      }
    }
    // Files of these names in other folders below are others.
    String names = names(group);
    return new FileSelection(
        folder + "/" + (own.size() == 1 ? names : "{" + names + "}"), Optional.empty());
  }

  private static String folderPrefix(FoundFile file) {
    return file.folder().isEmpty() ? "" : file.folder() + "/";
  }

  /** From those that would take most files to come, to those that take none. */
  private static List<String> globs(FileGroup group) {
    FoundFile first = group.first();
    String ending = Globs.literal(first.name().substring(first.plainName().length()));
    String stem = Globs.literal(first.stem());
    List<String> globs = new ArrayList<>();
    if (!ending.isEmpty()) {
      globs.add("*" + ending);
    }
    globs.add(stem + "*" + ending);
    globs.add(stem + ".*");
    globs.add(Globs.literal(first.name()));
    globs.add("{" + names(group) + "}");
    return globs;
  }

  private static String names(FileGroup group) {
    return group.files().stream()
        .map(file -> Globs.literal(file.name()))
        .collect(Collectors.joining(","));
  }
}
