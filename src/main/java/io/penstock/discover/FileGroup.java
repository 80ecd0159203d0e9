package io.penstock.discover;

import java.util.ArrayList;
import java.util.List;

/** The files of one table: of one shape, in one folder. */
final class FileGroup {
  private final FileShape shape;
  private final List<FoundFile> files = new ArrayList<>();

  FileGroup(FoundFile first, FileShape shape) {
    this.shape = shape;
    files.add(first);
  }

  /** Takes a file in, if it is one of these. */
  boolean take(FoundFile file, FileShape other) {
    FoundFile first = files.get(0);
    boolean together =
        first.folder().equals(file.folder()) && first.partitions().equals(file.partitions());
    // Without names two tables may look the same.
    boolean named = !shape.isNameless() || first.stem().equals(file.stem());
    boolean taken = together && named && shape.isLike(other);
    if (taken) {
      files.add(file);
    }
    return taken;
  }

  FileShape shape() {
    return shape;
  }

  List<FoundFile> files() {
    return List.copyOf(files);
  }

  FoundFile first() {
    return files.get(0);
  }
}
