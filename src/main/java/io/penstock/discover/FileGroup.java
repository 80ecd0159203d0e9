package io.penstock.discover;

import io.penstock.spec.FormatSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The files of one table: of one shape, in one folder. */
final class FileGroup {
  private final FileShape shape;
  private final List<FoundFile> files = new ArrayList<>();
  private final ColumnPositions columns = new ColumnPositions();
  private boolean lacking;

  FileGroup(FoundFile first, FileShape shape) {
    this.shape = shape;
    files.add(first);
    columns.of(shape.names());
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
      int before = columns.names().size();
      int own = new HashSet<>(columns.of(other.names())).size();
      lacking |= columns.names().size() > Math.min(before, own);
    }
    return taken;
  }

  FormatSpec format() {
    return shape.format();
  }

  FileShape shape() {
    return shape;
  }

  boolean isNameless() {
    return shape.isNameless();
  }

  /** The columns of all of its files, as they stand in them. */
  List<String> names() {
    return columns.names();
  }

  /** Where the columns of one of its files stand among those. */
  List<Integer> positions(List<String> header) {
    return columns.of(header);
  }

  /** Whether a file lacks a column that another one has. */
  boolean isLacking() {
    return lacking;
  }

  List<FoundFile> files() {
    return List.copyOf(files);
  }

  FoundFile first() {
    return files.get(0);
  }
}
